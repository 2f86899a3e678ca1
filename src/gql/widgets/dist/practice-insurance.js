import{a as j,b as he,d as ue,e as ye,f as S,g as N}from"./shared-7DI6VPNJ.js";import{$ as Fe,B as Pe,Ba as ee,C as Ee,Da as Z,Ea as Ye,F as Re,Fa as P,Ga as Xe,I as Se,Ia as me,J as Ne,Ja as w,K as Ae,Ka as We,La as Ke,M as pe,N as Me,Na as te,O as Ie,Oa as Ge,P as Le,Q as u,R as Oe,Ra as R,S as qe,Sa as Je,Ta as et,V as de,W as De,Y as He,_ as Qe,a as o,aa as Be,b as a,ba as ze,c as d,d as B,e as c,g as f,h as r,j as h,k as z,l as m,la as g,m as v,ma as Ze,n as ce,na as je,t as Te,ta as Ue,va as we,wa as _e,xa as Ve,z as Ce}from"./shared-LZMPANJB.js";var tt=f`
  [role="tablist"] {
    display: flex;
    gap: 4px;
    margin-bottom: 16px;
    border-bottom: 1px solid var(--pb-line);
    overflow-x: auto;
  }

  [role="tab"] {
    flex: none;
    margin-bottom: -1px;
    padding-inline: 12px;
    border: 0;
    border-bottom: 2px solid transparent;
    border-radius: 6px 6px 0 0;
    color: var(--pb-muted);
    background: none;
  }

  @media (width <= 480px) {
    [role="tablist"] {
      gap: 0;
    }

    [role="tab"] {
      padding-inline: 9px;
    }
  }

  [role="tab"]:hover {
    color: var(--pb-text);
  }

  [role="tab"][aria-selected="true"] {
    border-bottom-color: var(--pb-accent);
    color: var(--pb-accent);
  }

  [role="tab"]:focus-visible {
    outline-offset: -2px;
  }
`;var q,xe,it,A=class extends z{constructor(){super(...arguments);d(this,q);this.label="";this.tabs=[];this.selected=""}render(){return r`
      <div role="tablist" aria-label=${this.label} @keydown=${c(this,q,it)}>
        ${this.tabs.map(({id:e,label:t,count:i})=>r`<button
              type="button"
              role="tab"
              id="tab-${e}"
              aria-selected=${e===this.selected}
              aria-controls="panel"
              tabindex=${e===this.selected?0:-1}
              @click=${()=>c(this,q,xe).call(this,e)}
            >
              ${t}${i?r`<span class="badge warning">${i}</span>`:h}
            </button>`)}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${this.selected}"><slot></slot></div>
    `}};q=new WeakSet,xe=function(e){this.dispatchEvent(new CustomEvent("choose",{detail:e}))},it=function(e){let t=this.tabs.findIndex(({id:y})=>y===this.selected),s={ArrowRight:t+1,ArrowLeft:t-1,Home:0,End:-1}[e.key],p=s===void 0?void 0:this.tabs.at(s%this.tabs.length);p&&(e.preventDefault(),c(this,q,xe).call(this,p.id),this.renderRoot.querySelector(`#tab-${p.id}`)?.focus())},A.styles=[...w,tt],o([m()],A.prototype,"label",2),o([m({attribute:!1})],A.prototype,"tabs",2),o([m()],A.prototype,"selected",2),A=o([u("policybook-tabs")],A);var E,U,rt,ot,ie=class extends j{constructor(){super(...arguments);d(this,U);d(this,E,new ee)}connectedCallback(){super.connectedCallback();let{firstName:e,lastName:t,dateOfBirth:i}=this.client??{};B(this,E,new ee({firstName:e,lastName:t,dateOfBirth:i}))}render(){let{userErrors:e}=this.mutation,t={form:a(this,E),errors:e,onChange:()=>this.requestUpdate()};return this.renderForm(this.client?`Edit ${this.client.displayName}`:"Add client",this.client?"Save":"Add client",r`${R(e,["firstName","lastName","dateOfBirth"])}
        <div class="fields">
          ${te(t,{name:"firstName",label:"First name",required:!0,maxLength:100})}
          ${te(t,{name:"lastName",label:"Last name",required:!0,maxLength:100})}
          ${Ge(t,{name:"dateOfBirth",label:"Date of birth"})}
        </div>`)}async save(){let e=await(this.client?c(this,U,ot).call(this,this.client.id):c(this,U,rt).call(this));if(!e)return;if(e.userErrors.length||!e.client){await this.showErrors();return}let{id:t,displayName:i}=e.client;this.finish(this.client?`${i} was saved.`:`${i} was added.`,t)}};E=new WeakMap,U=new WeakSet,rt=function(){let e=a(this,E).get("firstName"),t=a(this,E).get("lastName");return this.mutation.save({...a(this,E).toAddInput(),firstName:e,lastName:t},async i=>(await this.api.send(Te,{input:i})).addClient)},ot=function(e){return this.mutation.save({id:e,...a(this,E).toEditInput()},async t=>(await this.api.send(Pe,{input:t})).editClient)},o([m({attribute:!1})],ie.prototype,"client",2),ie=o([u("policybook-client-form")],ie);var at=f`
  :host {
    container-type: inline-size;
  }

  .column-headers {
    display: flex;
    justify-content: space-between;
    padding: 8px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .column-headers :last-child {
    flex: 0 0 316px;
  }

  .collection {
    flex: 0 0 272px;
  }

  .collection select {
    min-height: 36px;
    padding-block: 4px;
  }

  .collection p {
    margin-top: 3px;
  }

  .on {
    color: var(--pb-success);
  }

  @container (width < 600px) {
    .column-headers {
      display: none;
    }

    .rows > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .collection {
      grid-row: 2;
      grid-column: 1 / -1;
      padding-right: 12px;
    }

    .search {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;function fe(l){return{INHERIT:`Practice default (${l?"on":"off"})`,ON:"On",OFF:"Off"}}function st(l,n){return l==="INHERIT"?n?"Can add insurance (default).":"Cannot add insurance (default).":l==="ON"?"Can add insurance.":"Cannot add insurance."}function nt(l,n){return l==="ON"?"Can add insurance, whatever the practice default is.":l==="OFF"?"Sees the insurance on file but cannot add any, whatever the practice default is.":n?"Can add insurance as long as the practice default is on.":"Sees the insurance on file but cannot add any as long as the practice default is off."}var lt=f`
  fieldset {
    display: grid;
    gap: 6px;
  }

  legend {
    margin-bottom: 6px;
  }

  .segments {
    display: flex;
    padding: 3px;
    border-radius: 10px;
    background: var(--pb-line);
  }

  .segments label {
    flex: 1 1 auto;
    cursor: pointer;
  }

  .segments input {
    position: absolute;
    opacity: 0;
  }

  .segments span {
    display: grid;
    place-items: center;
    min-height: 36px;
    padding: 4px 10px;
    border-radius: 7px;
    font-weight: 600;
    text-align: center;
  }

  .segments input:checked + span {
    color: var(--pb-accent);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow);
  }

  .segments input:focus-visible + span {
    outline: 2px solid var(--pb-accent);
    outline-offset: 1px;
  }

  .link {
    display: flex;
    gap: 8px;
  }

  .link input {
    text-overflow: ellipsis;
  }

  .link button {
    flex: none;
  }

  [role="status"]:empty {
    display: none;
  }
`;var _,T,pt,dt,mt,ht,k=class extends j{constructor(){super(...arguments);d(this,T);this.timeZone="UTC";this.override="INHERIT";this.copyStatus="";d(this,_,new ee)}connectedCallback(){super.connectedCallback(),this.override=this.client.insuranceCollection.override}render(){let e=`Invite ${this.client.displayName}`;if(this.invitation)return c(this,T,dt).call(this,e,this.invitation);let{userErrors:t}=this.mutation,i={form:a(this,_),errors:t,onChange:()=>this.requestUpdate()};return this.renderForm(e,"Invite",r`${R(t,["email"])}
        <p>The client gets a link to the portal that works once, within seven days. Earlier links stop working.</p>
        ${c(this,T,pt).call(this)}
        ${te(i,{name:"email",label:"Email",maxLength:254,hint:"The link is sent to this address, which is not stored. Leave it empty to give the client the link yourself."})}`)}async save(){let e=a(this,_).get("email").trim(),t={clientId:this.client.id,email:e||null,insuranceCollection:this.override},i=await this.mutation.save(t,async()=>(await this.api.send(Re,{input:t})).inviteClient);if(i){if(i.userErrors.length){await this.showErrors();return}this.invitation=i,g(this,"policybook-saved",this.client.id),await this.updateComplete,this.renderRoot.querySelector(".link button")?.focus()}}};_=new WeakMap,T=new WeakSet,pt=function(){let{practiceDefault:e}=this.client.insuranceCollection;return r`<fieldset>
      <legend>Insurance in the portal</legend>
      <div class="segments">
        ${Object.entries(fe(e)).map(([t,i])=>r`<label>
              <input
                type="radio"
                name="override"
                value=${t}
                .checked=${t===this.override}
                @change=${()=>this.override=t}
              /><span>${i}</span>
            </label>`)}
      </div>
      <p class="small muted" aria-live="polite">${nt(this.override,e)}</p>
    </fieldset>`},dt=function(e,{invitationUrl:t,expiresAt:i,mailed:s}){let p=i?r`, until <strong>${de(i,this.timeZone)}</strong>`:h;return r`<policybook-dialog heading=${e} @close=${this.handleClose}>
      <div class="stack">
        ${c(this,T,mt).call(this,s)}
        <div class="field">
          <label for="link">One-time link</label>
          <div class="link">
            <input
              id="link"
              readonly
              spellcheck="false"
              .value=${t??""}
              aria-describedby="link-hint"
              @focus=${St}
            />
            <button type="button" class="primary" @click=${()=>c(this,T,ht).call(this,t??"")}>Copy</button>
          </div>
          <div class="hint" id="link-hint">
            Works once${p}. It is shown only now: anyone who has it can sign in as ${this.client.displayName}.
          </div>
        </div>
        <p class="small" role="status">${this.copyStatus}</p>
      </div>
      <button slot="actions" type="button" @click=${this.handleClose}>Done</button>
    </policybook-dialog>`},mt=function(e){let t=a(this,_).get("email").trim();return e?r`<div class="notice success">
        ${Qe}
        <p>The link was sent to <strong>${t}</strong>.</p>
      </div>`:t?r`<div class="notice warning">
      ${Fe}
      <p>
        The link could not be sent to <strong>${t}</strong>. The link itself works: copy it and give it to the
        client yourself.
      </p>
    </div>`:r`<div class="notice">
        ${Be}
        <p>Copy the link and give it to the client yourself. It was not sent by email.</p>
      </div>`},ht=async function(e){try{await navigator.clipboard.writeText(e),this.copyStatus="Copied."}catch{this.renderRoot.querySelector("#link")?.select(),this.copyStatus="The browser does not allow copying. The link is selected: copy it with the keyboard."}},k.styles=[...w,lt],o([m({attribute:!1})],k.prototype,"client",2),o([m({attribute:"time-zone"})],k.prototype,"timeZone",2),o([v()],k.prototype,"override",2),o([v()],k.prototype,"invitation",2),o([v()],k.prototype,"copyStatus",2),k=o([u("policybook-invite-client")],k);function St(l){l.target.select()}var ge=f`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
  }

  .search {
    position: relative;
    flex: 1 1 220px;
    max-width: 380px;
  }

  .search .icon {
    position: absolute;
    top: 12px;
    left: 12px;
    color: var(--pb-muted);
    pointer-events: none;
  }

  .search input[type="search"] {
    padding-left: 38px !important;
  }

  .toolbar .end {
    margin-left: auto;
  }

  .rows > li {
    display: flex;
    gap: 8px 16px;
    align-items: center;
    padding: 12px 8px 12px 20px;
    border-bottom: 1px solid var(--pb-line);
  }

  .rows > li:last-child {
    border: 0;
  }

  .rows .summary {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .rows h3 {
    font-size: 0.9375rem;
  }
`;var C=class extends z{constructor(){super(...arguments);this.timeZone="UTC"}get queries(){return[]}async refresh(){await Promise.all(this.queries.map(e=>e.load()))}focusRow(e){(this.renderRoot.querySelector(`[data-id="${e}"]`)??this.renderRoot.querySelector("input, button"))?.focus()}willUpdate(e){if(!e.has("api"))return;if(e.get("api")?.endpoint!==this.api.endpoint)for(let i of this.queries)i.reset();this.refresh()}};o([m({attribute:!1})],C.prototype,"api",2),o([m({attribute:"time-zone"})],C.prototype,"timeZone",2);var D=class extends C{constructor(){super(...arguments);this.searchText="";this.rows=new S(this,(e,t)=>this.fetchPage(e,t))}get queries(){return[this.rows.query]}renderFilters(){return""}renderColumnHeaders(){return""}render(){return r`<div class="stack">
      <div class="toolbar">
        <div class="search">
          ${ze}
          <input
            type="search"
            aria-label="Search ${this.texts.list.toLowerCase()}"
            placeholder=${this.texts.searchPlaceholder}
            @input=${this.#i}
          />
        </div>
        ${this.renderFilters()}
        <button type="button" class="primary end" @click=${()=>this.openAction={action:"add"}}>
          ${De}${this.texts.add}
        </button>
      </div>
      ${P(this.rows.query,({rows:e})=>this.#e(e))}
      ${N(this.rows,e=>this.#t(e))} ${this.renderDialog()}
    </div>`}#e(e){if(!e.length){let{heading:t,text:i}=this.searchText?this.texts.noMatch(this.searchText):this.texts.empty;return me(t,i)}return r`<div class="card">
      ${this.renderColumnHeaders()}
      <ul class="rows" aria-label=${this.texts.list}>
        ${ce(e,({id:t})=>t,t=>r`<li>${this.renderRow(t)}</li>`)}
      </ul>
    </div>`}closeDialog(){this.openAction=void 0}#t(e){this.focusRow(this.rows.query.data?.rows[e]?.id??"")}#i(e){this.searchText=e.target.value.trim(),this.rows.search()}};o([v()],D.prototype,"openAction",2);var Nt=[{id:"open",label:"Open chart"},{id:"invite",label:"Invite to the portal"},{id:"edit",label:"Edit"}],re,M,ut,yt,ft,V=class extends D{constructor(){super(...arguments);d(this,M);d(this,re,new Z(this));this.texts={list:"Clients",searchPlaceholder:"Name",add:"Add client",empty:{heading:"No clients yet",text:"Add the first client, then invite them to the portal."},noMatch:e=>({heading:"No clients found",text:`No client is named \u201C${e}\u201D.`})}}async fetchPage(e,t){let{clients:i}=await this.api.send(Ce,{search:this.searchText||null,first:e,after:t});return i&&{...i,nodes:i.edges.map(({node:s})=>s)}}renderColumnHeaders(){return r`<div class="column-headers muted small" aria-hidden="true">
      <span>Client</span><span>Insurance in the portal</span>
    </div>`}renderRow(e){let{id:t,displayName:i,dateOfBirth:s,policies:p}=e,y=[...new Set(p.map(({payer:$})=>$?.name??"payer not chosen yet"))].join(", "),b=[s&&`Born ${Oe(s)}`,y||"No active Primary"];return r`
      <div class="summary">
        <h3>${i}</h3>
        <p class="muted small">${b.filter(Boolean).join(" \xB7 ")}</p>
      </div>
      ${c(this,M,ut).call(this,e)}
      <policybook-menu
        data-id=${t}
        label="Actions for ${i}"
        .items=${Nt}
        @choose=${({detail:$})=>c(this,M,yt).call(this,$,e)}
      ></policybook-menu>
    `}renderDialog(){if(!this.openAction)return h;let{action:e,row:t}=this.openAction;return e==="invite"?r`<policybook-invite-client
        time-zone=${this.timeZone}
        .api=${this.api}
        .client=${t}
        @close=${this.closeDialog}
      ></policybook-invite-client>`:r`<policybook-client-form
      .api=${this.api}
      .client=${t}
      @close=${this.closeDialog}
    ></policybook-client-form>`}};re=new WeakMap,M=new WeakSet,ut=function(e){let{override:t,practiceDefault:i,enabled:s}=e.insuranceCollection,p=this.pendingSetting?.id===e.id?this.pendingSetting.override:t,y=b=>{c(this,M,ft).call(this,e,b.target.value)};return r`<div class="collection">
      <select
        aria-label="Insurance in the portal for ${e.displayName}"
        aria-describedby="summary-${e.id}"
        .value=${Ke(p)}
        @change=${y}
      >
        ${Object.entries(fe(i)).map(([b,$])=>r`<option value=${b} ?selected=${b===p}>${$}</option>`)}
      </select>
      <p class="small ${s?"on":"muted"}" id="summary-${e.id}">
        ${st(t,i)}
      </p>
    </div>`},yt=function(e,t){e==="open"?g(this,"policybook-open-client",t.id):this.openAction={action:e,row:t}},ft=async function({id:e,displayName:t},i){if(a(this,re).isSaving){g(this,"policybook-toast","The previous change is still being saved. Choose again in a moment."),this.requestUpdate();return}let s={id:e,override:i};this.pendingSetting=s;let p=await a(this,re).save({clientId:e,override:i},async b=>(await this.api.send(Ie,{input:b})).setClientInsuranceCollection),y=p?p.userErrors[0]?.message:"There is no connection. Choose again; nothing is saved twice.";g(this,"policybook-toast",y??`Saved for ${t}.`),y||(g(this,"policybook-changed"),await this.refresh()),this.pendingSetting===s&&(this.pendingSetting=void 0)},V.styles=[...w,ge,at],o([v()],V.prototype,"pendingSetting",2),V=o([u("policybook-client-list")],V);var oe=class extends j{render(){let{name:n,archived:e}=this.payer,t=e?"Restore":"Archive",i=e?Mt:At;return this.renderForm(`${t} ${n}`,t,r`${R(this.mutation.userErrors,[])} ${i}`)}async save(){let{id:n,version:e,archived:t,name:i}=this.payer,s=await this.mutation.save({id:n,version:e,archived:!t},async p=>(await this.api.send(Ee,{input:p})).editPayer);s&&(s.userErrors.length?await this.showErrors():this.finish(t?`${i} was restored.`:`${i} was archived.`,n))}};o([m({attribute:!1})],oe.prototype,"payer",2),oe=o([u("policybook-archive-payer")],oe);var At=r`
  <p>The payer is no longer offered for policies, and clients no longer find it in the portal.</p>
  <p>Policies with this payer keep it, and claims can still use them. You can restore it at any time.</p>
`,Mt=r`
  <p>The payer is offered for policies again, and clients find it in the portal again.</p>
  <p>Policies that already need a payer still need one until you choose it.</p>
`;var It={fields:{name:"Name",ediPayerId:"Payer ID",aliases:"Other names",archived:"Archived"},formatValue:(l,n)=>l==="archived"?ue(n):n},Y,ae,$e,I=class extends z{constructor(){super(...arguments);d(this,ae);this.timeZone="UTC";d(this,Y,new S(this,async(e,t)=>{let{node:i}=await this.api.send(Ne,{payerId:this.payer.id,first:e,after:t});return i&&"history"in i?i.history:null}))}connectedCallback(){super.connectedCallback(),a(this,Y).query.load()}render(){return r`<policybook-dialog heading="History of ${this.payer.name}" @close=${c(this,ae,$e)}>
      <div class="stack">
        ${P(a(this,Y).query,({rows:e})=>he(e,this.timeZone,It))}
        ${N(a(this,Y))}
      </div>
      <button slot="actions" type="button" @click=${c(this,ae,$e)}>Close</button>
    </policybook-dialog>`}};Y=new WeakMap,ae=new WeakSet,$e=function(){this.dispatchEvent(new CustomEvent("close"))},I.styles=[...w,ye],o([m({attribute:!1})],I.prototype,"api",2),o([m({attribute:!1})],I.prototype,"payer",2),o([m({attribute:"time-zone"})],I.prototype,"timeZone",2),I=o([u("policybook-payer-history")],I);var gt=f`
  :host {
    container-type: inline-size;
  }

  .payer-id {
    flex: none;
    font-variant-numeric: tabular-nums;
  }

  .choice {
    align-items: center;
    min-height: 42px;
  }

  .choice input {
    margin: 0;
  }

  @container (width < 560px) {
    .rows > li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 8px;
    }

    .rows policybook-menu {
      grid-area: 1 / 2 / span 2;
    }

    .search {
      flex-basis: 100%;
      max-width: none;
    }
  }
`;var be,bt,X=class extends D{constructor(){super(...arguments);d(this,be);this.includeArchived=!1;this.texts={list:"Payers",searchPlaceholder:"Name, other name or Payer ID",add:"Add payer",empty:{heading:"No payers yet",text:"Add the payers that the practice bills."},noMatch:e=>({heading:"No payers found",text:`No payer has the name or Payer ID \u201C${e}\u201D.`})}}async fetchPage(e,t){let i={search:this.searchText||null,includeArchived:this.includeArchived,first:e,after:t};return(await this.api.send(Ae,i)).payers}renderFilters(){return r`<label class="choice">
      <input type="checkbox" .checked=${this.includeArchived} @change=${c(this,be,bt)} />Show archived
    </label>`}renderRow(e){let{id:t,name:i,ediPayerId:s,aliases:p,archived:y}=e;return r`
      <div class="summary ${y?"muted":""}">
        <div class="row">
          <h3>${i}</h3>
          ${y?r`<span class="badge">Archived</span>`:h}
        </div>
        ${p?.length?r`<p class="muted small">Also ${p.join(", ")}</p>`:h}
      </div>
      ${s?r`<span class="payer-id"><span class="muted small">Payer ID</span> ${s}</span>`:r`<span class="payer-id muted small">No Payer ID</span>`}
      <policybook-menu
        data-id=${t}
        label="Actions for ${i}"
        .items=${Lt(y)}
        @choose=${({detail:b})=>this.openAction={action:b,row:e}}
      ></policybook-menu>
    `}renderDialog(){if(!this.openAction)return h;let{action:e,row:t}=this.openAction;return e==="archive"?r`<policybook-archive-payer
        .api=${this.api}
        .payer=${t}
        @close=${this.closeDialog}
      ></policybook-archive-payer>`:e==="history"?r`<policybook-payer-history
        time-zone=${this.timeZone}
        .api=${this.api}
        .payer=${t}
        @close=${this.closeDialog}
      ></policybook-payer-history>`:r`<policybook-payer-form
      .api=${this.api}
      .payer=${t}
      @close=${this.closeDialog}
    ></policybook-payer-form>`}};be=new WeakSet,bt=function(e){this.includeArchived=e.target.checked,this.rows.search()},X.styles=[...w,ge,gt],o([v()],X.prototype,"includeArchived",2),X=o([u("policybook-payer-list")],X);function Lt(l){return[{id:"edit",label:"Edit"},{id:"history",label:"History"},{id:"archive",label:l?"Restore":"Archive"}]}var vt=f`
  section {
    display: grid;
    gap: 14px;
    padding: 18px 20px;
  }

  .switch {
    display: flex;
    gap: 16px;
    align-items: start;
    justify-content: space-between;
  }

  .explanation {
    display: grid;
    gap: 6px;
    max-width: 64ch;
  }

  [role="switch"] {
    flex: none;
    justify-content: start;
    width: 52px;
    min-height: 30px;
    padding: 3px;
    border: 0;
    border-radius: 999px;
    background: var(--pb-edge);
  }

  [role="switch"][aria-checked="true"] {
    justify-content: end;
    background: var(--pb-accent);
  }

  [role="switch"] span {
    width: 24px;
    height: 24px;
    border-radius: 50%;
    background: var(--pb-surface);
  }

  [role="switch"][aria-busy="true"]::before {
    display: none;
  }
`;var Ot={fields:{name:"Name",timeZone:"Time zone",collectsInsurance:"Clients may add insurance"},formatValue:(l,n)=>l==="collectsInsurance"?ue(n):n},se,H,K,Q,wt,ke,W=class extends C{constructor(){super(...arguments);d(this,Q);d(this,se,!1);d(this,H,new Z(this));d(this,K,new S(this,async(e,t)=>(await this.api.send(pe,{first:e,after:t})).viewer?.practice.history))}get queries(){return[a(this,K).query]}render(){let{error:e,userErrors:t}=a(this,H);return r`<div class="stack">
      <section class="card default" aria-labelledby="default">
        ${e?Xe(e,()=>c(this,Q,ke).call(this,a(this,se))):""} ${R(t,[])}
        ${c(this,Q,wt).call(this)}
        <div id="explanation" class="explanation">
          ${this.practice.collectsInsurance?qt:Dt}
        </div>
      </section>
      <section class="card history" aria-labelledby="history">
        <h3 id="history">History</h3>
        ${P(a(this,K).query,({rows:i})=>he(i,this.timeZone,Ot))}
        ${N(a(this,K))}
      </section>
    </div>`}focusRow(){this.renderRoot.querySelector("[role=switch]")?.focus()}};se=new WeakMap,H=new WeakMap,K=new WeakMap,Q=new WeakSet,wt=function(){let{collectsInsurance:e}=this.practice;return r`<div class="switch">
      <div>
        <h3 id="default">Clients may add insurance in the portal</h3>
        <p class="muted">The default for all clients of the practice.</p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked=${e}
        aria-labelledby="default"
        aria-describedby="explanation"
        aria-busy=${a(this,H).isSaving}
        @click=${()=>c(this,Q,ke).call(this,!e)}
      >
        <span aria-hidden="true"></span>
      </button>
    </div>`},ke=async function(e){if(a(this,H).isSaving)return;B(this,se,e);let t=await a(this,H).save({collectsInsurance:e},async s=>(await this.api.send(Le,{input:s})).setPortalSettings);if(!t||t.userErrors.length)return;g(this,"policybook-toast",e?"Clients can add insurance now.":"Clients can no longer add insurance."),g(this,"policybook-saved",this.practice.id)},W.styles=[...w,ye,vt],o([m({attribute:!1})],W.prototype,"practice",2),W=o([u("policybook-portal-settings")],W);var qt=r`
  <p>
    <strong>On:</strong> clients are asked for their insurance during intake, and can add policies later in the portal.
  </p>
  <p>What they add appears on their chart right away and waits under To review. Clients cannot change it afterwards.</p>
  <p class="muted">A client who is set to Off is not asked.</p>
`,Dt=r`
  <p><strong>Off:</strong> clients see the insurance on file but cannot add any. Your own work is not affected.</p>
  <p class="muted">A client who is set to On can still add insurance.</p>
`;var xt=f`
  h2 {
    margin-bottom: 12px;
  }
`;var $t=f`
  li.card {
    container-type: inline-size;
  }

  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 6px 20px;
    padding: 14px 20px 16px;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    gap: 4px 12px;
    align-items: center;
  }

  header h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  header .row {
    gap: 6px;
  }

  .created-at {
    margin-left: auto;
  }

  .body {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 20px;
  }

  .summary {
    display: grid;
    flex: 1 1 240px;
    gap: 4px;
    align-content: start;
    overflow-wrap: anywhere;
  }

  .summary .row {
    gap: 6px;
  }

  /* Payers have long names, and phones are narrow. */
  .summary .badge {
    max-width: 100%;
    white-space: normal;
    overflow-wrap: anywhere;
  }

  .pictures img {
    width: 104px;
    height: 66px;
  }

  footer {
    display: grid;
    gap: 8px;
    align-content: end;
    min-width: 152px;
  }

  footer button {
    min-height: 36px;
    padding-block: 4px;
  }

  @container (width < 560px) {
    article {
      grid-template-columns: minmax(0, 1fr);
      gap: 10px;
      padding: 14px 16px;
    }

    .created-at {
      width: 100%;
      margin-left: 0;
    }

    footer {
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
    }

    footer button {
      min-height: 44px;
      padding-inline: 8px;
    }

    footer .icon {
      display: none;
    }
  }
`;var ne,le,O,kt,Tt,Ct,L=class extends C{constructor(){super(...arguments);d(this,O);this.policies=[];this.savingId="";d(this,ne,new Z(this));d(this,le,0)}focusRow(e){let t=!this.policies.some(s=>s.id===e),i=Math.min(a(this,le),this.policies.length-1);super.focusRow(t?this.policies[i]?.id??"":e)}render(){return this.policies.length?r`<div class="stack">
      <p class="muted">
        Clients entered these policies in the portal. Check each against the card before you use it for a claim. The
        oldest come first.
      </p>
      <ul class="stack" aria-label="Policies to review">
        ${ce(this.policies,({id:e})=>e,(e,t)=>r`<li class="card">${c(this,O,kt).call(this,e,t)}</li>`)}
      </ul>
      ${N(this.pages,e=>this.focusRow(this.policies[e]?.id??""))}
    </div>`:me("Nothing to review","Insurance that clients add in the portal appears here for your review.")}};ne=new WeakMap,le=new WeakMap,O=new WeakSet,kt=function(e,t){let{client:i,type:s,needsPayer:p,needsReview:y,attachments:b,createdAt:$}=e;return r`<article aria-labelledby="name-${t}">
      <header>
        <h3 id="name-${t}">${i.displayName}</h3>
        <ul class="row" aria-label="Type and status">
          <li class="badge outline">${we(je,s)}</li>
          ${p?r`<li class="badge warning">Needs Payer</li>`:h}
          ${y?r`<li class="badge info">Needs Review</li>`:h}
        </ul>
        <span class="muted small created-at">${de($,this.timeZone)}</span>
      </header>
      <div class="body">
        <div class="summary">${Ht(e)} ${Qt(e)}</div>
        ${Je(b,"lazy")}
      </div>
      <footer>${c(this,O,Tt).call(this,e,t)}</footer>
    </article>`},Tt=function(e,t){let{id:i,client:s,needsPayer:p,needsReview:y,viewerCanEdit:b}=e,$=p?"Choose payer":"Open chart";return r`${y&&b?r`<button
              type="button"
              data-id=${i}
              aria-busy=${this.savingId===i}
              aria-label="Mark Reviewed: ${s.displayName}"
              @click=${()=>c(this,O,Ct).call(this,e,t)}
            >
              ${He}Mark Reviewed
            </button>`:h}
      <button
        type="button"
        class=${p?"primary":""}
        data-id=${y?h:i}
        aria-label="${$}: ${s.displayName}"
        @click=${()=>g(this,"policybook-open-client",s.id)}
      >
        ${$}
      </button>`},Ct=async function({id:e,version:t,client:i},s){if(a(this,ne).isSaving)return;this.savingId=e,B(this,le,s);let p=await a(this,ne).save({id:e,version:t},async y=>(await this.api.send(Se,{input:y})).markPolicyReviewed);if(this.savingId="",!p){g(this,"policybook-toast","There is no connection. Try again; nothing is saved twice.");return}g(this,"policybook-toast",p.userErrors[0]?.message??`Marked reviewed for ${i.displayName}.`),g(this,"policybook-saved",e)},L.styles=[...w,et,$t],o([m({attribute:!1})],L.prototype,"pages",2),o([m({attribute:!1})],L.prototype,"policies",2),o([v()],L.prototype,"savingId",2),L=o([u("policybook-review-queue")],L);function Ht({payer:l,enteredPayerName:n,needsPayer:e,payerSuggestions:t}){let i=n?r`The client entered <strong>“${n}”</strong>.`:h;if(!e){let s=n&&n!==l?.name;return r`<p><strong>${l?.name}</strong></p>
      ${s?r`<p class="small muted">${i}</p>`:h}`}return r`<p>${n?i:"The client gave no payer. See the card."}</p>
    ${t?.length?r`<p class="row small">
            <span class="muted">Suggestions:</span>
            ${t.map(s=>r`<span class="badge outline">${s.payer.name}</span>`)}
          </p>`:h}`}function Qt({memberId:l,effectiveDate:n,endDate:e,missingFields:t}){let i=t.filter(p=>p!=="PAYER").map(p=>we(Ue,p)),s=[l&&`Member ID ${l}`,(n??e)&&qe(n,e)];return r`
    <p class="small muted">${s.filter(Boolean).join(" \xB7 ")}</p>
    ${i.length?r`<p class="small muted">Still missing: ${Ve(i.map(_e))}.</p>`:h}
  `}var F,J,x,ve,Pt,Et,Rt,G=class extends Ze{constructor(){super(...arguments);d(this,x);this.selectedTab="review";d(this,F,new S(this,async(e,t)=>(await this.requireApi().send(Me,{first:e,after:t})).policiesToReview));d(this,J,new Ye(this,()=>this.requireApi().send(pe,{first:1})));this.queries=[a(this,F).query,a(this,J)]}async refresh(){await Promise.all([super.refresh(),a(this,x,ve)?.refresh()])}async handleSaved(e){await super.handleSaved(e),await a(this,x,ve)?.updateComplete,a(this,x,ve)?.focusRow(e)}renderContent(){let e=[{id:"review",label:"To review",count:a(this,F).query.data?.total},{id:"payers",label:"Payers"},{id:"clients",label:"Clients"},{id:"portal",label:"Portal"}];return r`
      <h2>Insurance</h2>
      <policybook-tabs
        label="Insurance settings"
        .tabs=${e}
        selected=${this.selectedTab}
        @choose=${({detail:t})=>this.selectedTab=t}
      >
        ${this.api?c(this,x,Pt).call(this):h}
      </policybook-tabs>
    `}};F=new WeakMap,J=new WeakMap,x=new WeakSet,ve=function(){return this.renderRoot.querySelector("[data-panel]")},Pt=function(){let{api:e}=this,t=a(this,J).data?.viewer?.practice.timeZone??"UTC";switch(this.selectedTab){case"payers":return r`<policybook-payer-list data-panel time-zone=${t} .api=${e}></policybook-payer-list>`;case"clients":return r`<policybook-client-list data-panel time-zone=${t} .api=${e}></policybook-client-list>`;case"portal":return c(this,x,Et).call(this,t);default:return c(this,x,Rt).call(this,t)}},Et=function(e){return P(a(this,J),({viewer:t})=>t?r`<policybook-portal-settings
        data-panel
        time-zone=${e}
        .api=${this.api}
        .practice=${t.practice}
      ></policybook-portal-settings>`:h)},Rt=function(e){return P(a(this,F).query,({rows:t})=>r`<policybook-review-queue
          data-panel
          time-zone=${e}
          .api=${this.api}
          .pages=${a(this,F)}
          .policies=${t}
        ></policybook-review-queue>`)},G.styles=[...We,xt],o([v()],G.prototype,"selectedTab",2),G=o([u("practice-insurance")],G);export{G as PracticeInsurance};
