import{$ as A,Ba as j,C as Z,Ca as oe,Da as ie,Ea as re,Ga as se,Ja as C,La as ne,Na as B,Q as R,Ra as ae,V as Y,X as q,a,b as l,c as y,d as E,e as i,fa as ee,g as k,h as r,j as m,k as x,l as p,la as D,m as O,u as X,ua as te,va as F}from"./shared-LZMPANJB.js";var K=25,Se=100,le=class{#e;#t=K;#o;constructor(d,e){this.#e=e,this.query=new re(d,()=>this.#i())}async loadMore(){this.#o=this.query.data,this.#t=(this.#o?.rows.length??0)+K,await this.query.load()}search(){this.#t=K,this.query.loadDebounced()}async#i(){let d=this.#o;this.#o=void 0;let e=[...d?.rows??[]],t=d?.endCursor??null,o=d?.total;do{let f=Math.min(Math.max(this.#t-e.length,1),Se),h=await this.#e(f,t);e.push(...h?.nodes??[]),o=h?.totalCount,t=h?.pageInfo.hasNextPage?h.pageInfo.endCursor??null:null}while(t!==null&&e.length<this.#t);return{rows:e,total:o,endCursor:t}}};function Ae(s,d){let{data:e,isLoading:t}=s.query;if(!e?.endCursor)return m;let o=e.rows.length;return r`<div class="row show-more">
    <button type="button" aria-busy=${t} @click=${async()=>{await s.loadMore(),d?.(o)}}>Show more</button>
    ${e.total===void 0?m:r`<span class="muted small">${o} of ${e.total} shown</span>`}
  </div>`}var de=k`
  dialog {
    width: min(560px, calc(100vw - 32px));
    max-width: none;
    max-height: min(860px, calc(100dvh - 48px));
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: 14px;
    color: inherit;
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow-high);
  }

  :host([wide]) dialog {
    width: min(960px, calc(100vw - 32px));
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(16 28 36 / 46%);
  }

  header,
  footer {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 14px 24px;
  }

  header {
    justify-content: space-between;
    padding-right: 14px;
    border-bottom: 1px solid var(--pb-line);
  }

  h2 {
    font-size: 1.1875rem;
    outline: none;
  }

  .content {
    flex: 1;
    padding: 22px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  footer {
    flex-wrap: wrap;
    justify-content: end;
    border-top: 1px solid var(--pb-line);
    background: var(--pb-ground);
  }

  @media (width <= 560px) {
    dialog,
    :host([wide]) dialog {
      width: 100vw;
      height: 100dvh;
      max-height: none;
      margin: 0;
      border-radius: 0;
    }

    header,
    footer,
    .content {
      padding-inline: 16px;
    }
  }
`;var N,b,U,pe,H,T=class extends x{constructor(){super(...arguments);y(this,b);this.heading="";this.wide=!1;y(this,N)}connectedCallback(){super.connectedCallback(),E(this,N,Ne())}disconnectedCallback(){super.disconnectedCallback(),l(this,N)?.focus()}firstUpdated(){i(this,b,U).call(this)}focus(){this.renderRoot.querySelector("h2")?.focus()}render(){return r`<dialog
      aria-labelledby="heading"
      @keydown=${i(this,b,pe)}
      @cancel=${i(this,b,H)}
      @close=${i(this,b,U)}
    >
      <header>
        <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
        <button type="button" class="square" aria-label="Close" @click=${i(this,b,H)}>${q}</button>
      </header>
      <div class="content"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`}};N=new WeakMap,b=new WeakSet,U=function(){this.isConnected&&this.renderRoot.querySelector("dialog")?.showModal()},pe=function(e){e.key==="Escape"&&(e.repeat?e.preventDefault():i(this,b,H).call(this,e))},H=function(e){e.preventDefault(),this.dispatchEvent(new CustomEvent("close"))},T.styles=[...C,de],a([p()],T.prototype,"heading",2),a([p({type:Boolean,reflect:!0})],T.prototype,"wide",2),T=a([R("policybook-dialog")],T);function Ne(){let s=document.activeElement;for(;s?.shadowRoot?.activeElement;)s=s.shadowRoot.activeElement;return s instanceof HTMLElement?s:void 0}var ce=k`
  :host {
    position: relative;
    display: inline-block;
  }

  [role="menu"] {
    position: absolute;
    inset: calc(100% + 4px) 0 auto auto;
    z-index: 5;
    display: grid;
    min-width: 184px;
    padding: 6px;
    box-shadow: var(--pb-shadow-high);
  }

  [role="menuitem"] {
    justify-content: start;
    border: 0;
    font-weight: 500;
    text-align: start;
  }

  [role="menuitem"]:focus-visible {
    outline-offset: -2px;
    background: var(--pb-ground);
  }
`;var n,ue,Q,_,V,G,he,me,fe,ye,P=class extends x{constructor(){super(...arguments);y(this,n);this.label="Actions";this.items=[];this.isOpen=!1}focus(){l(this,n,Q)?.focus()}render(){return r`
      <button
        type="button"
        class="square"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.isOpen}
        @click=${()=>this.isOpen=!this.isOpen}
        @keydown=${i(this,n,me)}
      >
        ${ee}
      </button>
      ${this.isOpen?i(this,n,ue).call(this):m}
    `}updated(e){e.has("isOpen")&&this.isOpen&&i(this,n,V).call(this,0)}};n=new WeakSet,ue=function(){return r`<div
      role="menu"
      aria-label=${this.label}
      class="card"
      @keydown=${i(this,n,fe)}
      @focusout=${i(this,n,ye)}
    >
      ${this.items.map(({id:e,label:t})=>r`<button type="button" role="menuitem" tabindex="-1" @click=${()=>i(this,n,he).call(this,e)}>${t}</button>`)}
    </div>`},Q=function(){return this.renderRoot.querySelector("[aria-haspopup]")},_=function(){return[...this.renderRoot.querySelectorAll("[role=menuitem]")]},V=function(e){let t=l(this,n,_);t.at(e%t.length)?.focus()},G=function(){this.isOpen=!1,this.focus()},he=function(e){i(this,n,G).call(this),this.dispatchEvent(new CustomEvent("choose",{detail:e}))},me=function(e){e.key==="ArrowDown"&&(e.preventDefault(),this.isOpen=!0)},fe=function(e){let t=l(this,n,_),o=t.indexOf(this.shadowRoot?.activeElement),h={ArrowDown:o+1,ArrowUp:o-1,Home:0,End:-1}[e.key];e.key==="Escape"?i(this,n,G).call(this):e.key==="Tab"?this.isOpen=!1:h!==void 0?i(this,n,V).call(this,h):t.find(w=>w.innerText.toLowerCase().startsWith(e.key.toLowerCase()))?.focus(),(e.key==="Escape"||h!==void 0)&&e.preventDefault(),e.stopPropagation()},ye=function(e){let t=e.relatedTarget;if(t&&t===l(this,n,Q))return;t&&this.renderRoot.querySelector("[role=menu]")?.contains(t)||(this.isOpen=!1)},P.styles=[...C,ce],a([p()],P.prototype,"label",2),a([p({attribute:!1})],P.prototype,"items",2),a([O()],P.prototype,"isOpen",2),P=a([R("policybook-menu")],P);var M=class extends x{constructor(){super(...arguments);this.mutation=new ie(this)}renderForm(e,t,o,f=!1){let{error:h,isSaving:w}=this.mutation;return r`<policybook-dialog heading=${e} @close=${this.handleClose}>
      <form id="form" class="stack" novalidate ?inert=${f} @submit=${this.#e}>
        ${h?se(h,()=>this.save()):m} ${o}
      </form>
      <button slot="actions" type="button" @click=${this.handleClose}>Cancel</button>
      <button slot="actions" type="submit" form="form" class="primary" aria-busy=${w}>${t}</button>
    </policybook-dialog>`}#e(e){e.preventDefault(),this.save()}handleClose(){this.mutation.isSaving||this.close()}finish(e,t){D(this,"policybook-toast",e),D(this,"policybook-saved",t),this.close()}close(){this.dispatchEvent(new CustomEvent("close"))}async showErrors(){await this.updateComplete,oe(this.renderRoot)}static{this.styles=C}};a([p({attribute:!1})],M.prototype,"api",2);var ge=k`
  .add {
    display: flex;
    gap: 8px;
  }

  .add button {
    flex: none;
  }

  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 2px;
  }

  li {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding-left: 12px;
    border-radius: 8px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
    background: var(--pb-ground);
  }

  li.danger {
    background: var(--pb-danger-tint);
  }

  li button {
    flex: none;
    width: 32px;
    min-height: 32px;
  }
`;var c,be,ve,I,we,J,xe,g=class extends x{constructor(){super(...arguments);y(this,c);this.label="";this.hint="";this.maxLength=200;this.names=[];this.errors={};this.text=""}render(){let e=Object.values(this.errors);return r`<div class="field ${e.length?"invalid":""}">
      <label for="input">${this.label} <span class="optional">(optional)</span></label>
      ${this.names.length?i(this,c,ve).call(this):m} ${i(this,c,be).call(this,e.length>0)}
      ${this.hint?r`<div class="hint" id="hint">${this.hint}</div>`:m}
      ${e.length?r`<div id="error">
              ${e.map(t=>r`<div class="error">${A}${t}</div>`)}
            </div>`:m}
    </div>`}};c=new WeakSet,be=function(e){let t=[this.hint&&"hint",e&&"error"].filter(Boolean).join(" ");return r`<div class="add">
      <input
        id="input"
        autocomplete="off"
        maxlength=${this.maxLength}
        aria-describedby=${t||m}
        aria-invalid=${e?"true":m}
        .value=${ne(this.text)}
        @input=${o=>this.text=o.target.value}
        @blur=${i(this,c,I)}
        @keydown=${i(this,c,xe)}
      />
      <button type="button" ?disabled=${!this.text.trim()} @click=${i(this,c,I)}>Add</button>
    </div>`},ve=function(){return r`<ul aria-label=${this.label}>
      ${this.names.map((e,t)=>r`<li class=${this.errors[t]?"danger":""}>
            <span>${e}</span>
            <button type="button" class="square" aria-label="Remove ${e}" @click=${()=>i(this,c,we).call(this,t)}>
              ${q}
            </button>
          </li>`)}
    </ul>`},I=function(){let e=this.text.trim();this.text="",e&&!this.names.includes(e)&&i(this,c,J).call(this,[...this.names,e])},we=function(e){i(this,c,J).call(this,this.names.filter((t,o)=>o!==e)),this.renderRoot.querySelector("input")?.focus()},J=function(e){this.names=e,this.dispatchEvent(new CustomEvent("change",{detail:e}))},xe=function(e){e.key==="Enter"&&(e.preventDefault(),i(this,c,I).call(this))},g.shadowRootOptions={...x.shadowRootOptions,delegatesFocus:!0},g.styles=[...C,ge],a([p()],g.prototype,"label",2),a([p()],g.prototype,"hint",2),a([p({type:Number})],g.prototype,"maxLength",2),a([p({attribute:!1})],g.prototype,"names",2),a([p({attribute:!1})],g.prototype,"errors",2),a([O()],g.prototype,"text",2),g=a([R("policybook-tag-input")],g);var $,v,L,u,W,Ee,ke,Re,Ce,Pe,Te,S=class extends M{constructor(){super(...arguments);y(this,u);this.name="";y(this,$,new j);y(this,v,[]);y(this,L)}connectedCallback(){super.connectedCallback(),i(this,u,W).call(this,this.payer),this.payer||l(this,$).set("name",this.name)}render(){let{userErrors:e}=this.mutation,t=i(this,u,Re).call(this),o=["name","ediPayerId",...Object.keys(t).map($e)];return this.renderForm(this.payer?`Edit ${this.payer.name}`:"Add payer",this.payer?"Save":"Add payer",r`${l(this,L)?i(this,u,ke).call(this,l(this,L)):ae(e,o)}
      ${i(this,u,Ee).call(this,t)}`)}async save(e=this.payer?.version){let t=await(this.payer?i(this,u,Te).call(this,this.payer,e):i(this,u,Pe).call(this));if(!t)return;if(t.userErrors.length){E(this,L,this.mutation.userErrors.has("CONFLICT")?t.payer??void 0:void 0),this.requestUpdate(),await this.showErrors();return}let{payer:o}=t;o&&(this.dispatchEvent(new CustomEvent("saved",{detail:o})),this.finish(this.payer?`${o.name} was saved.`:`${o.name} was added.`,o.id))}};$=new WeakMap,v=new WeakMap,L=new WeakMap,u=new WeakSet,W=function(e){this.payer=e,E(this,$,new j({name:e?.name,ediPayerId:e?.ediPayerId})),E(this,v,e?.aliases??[]),E(this,L,void 0)},Ee=function(e){let t={form:l(this,$),errors:this.mutation.userErrors,onChange:()=>this.requestUpdate()};return r`${B(t,{name:"name",label:"Name",required:!0,maxLength:100})}
      ${B(t,{name:"ediPayerId",label:"Payer ID",maxLength:80,hint:"The electronic payer ID that clearinghouses use, often printed on the card."})}
      <policybook-tag-input
        class=${Object.keys(e).length?"invalid":""}
        label="Other names"
        hint="A client who enters one of these names in the portal gets this payer."
        .names=${l(this,v)}
        .errors=${e}
        @change=${({detail:o})=>E(this,v,o)}
      ></policybook-tag-input>`},ke=function(e){let t=[e.name,e.ediPayerId&&`Payer ID ${e.ediPayerId}`,...e.aliases??[]];return r`<div class="notice warning form-errors" role="alert" tabindex="-1">
      ${A}
      <div class="stack">
        <p>
          <strong>Somebody else changed this payer while you were editing.</strong>
          It is now: ${t.filter(Boolean).join(" \xB7 ")}
        </p>
        <div class="row">
          <button type="button" @click=${()=>i(this,u,Ce).call(this,e)}>Use their version</button>
          <button type="button" @click=${()=>this.save(e.version)}>Save my version</button>
        </div>
      </div>
    </div>`},Re=function(){let t=["",...l(this,v).keys()].map(String).map(o=>[o,this.mutation.userErrors.messageFor($e(o))]);return Object.fromEntries(t.filter(([,o])=>o))},Ce=function(e){i(this,u,W).call(this,e),this.mutation.reset(),this.requestUpdate()},Pe=function(){let e={...l(this,$).toAddInput(),name:l(this,$).get("name"),aliases:[...l(this,v)]};return this.mutation.save(e,async t=>(await this.api.send(X,{input:t})).addPayer)},Te=function(e,t){let o={id:e.id,version:t??null,...l(this,$).toEditInput()};return JSON.stringify(e.aliases??[])!==JSON.stringify(l(this,v))&&(o.aliases=[...l(this,v)]),this.mutation.save(o,async f=>(await this.api.send(Z,{input:f})).editPayer)},a([p({attribute:!1})],S.prototype,"payer",2),a([p()],S.prototype,"name",2),S=a([R("policybook-payer-form")],S);function $e(s){return s?`aliases.${s}`:"aliases"}function qt(s,d,e){return r`<ol class="changes" aria-label="History">
    ${s.map(({id:t,at:o,actor:f,cause:h,fields:w})=>r`<li>
          <p><strong>${F(te,h)}</strong> <span class="muted">by ${f}</span></p>
          <p class="muted small"><time datetime=${o}>${Y(o,d)}</time></p>
          ${e.detail?.(t)??m}
          ${w.length?r`<ul>
                  ${w.map(Le=>r`<li>${Me(Le,e)}</li>`)}
                </ul>`:m}
        </li>`)}
  </ol>`}function Me({field:s,before:d,after:e},{fields:t,formatValue:o}){let f=w=>o?.(s,w)??w,h=F(t,s);return d==null?r`<span class="muted">${h}:</span> ${e==null?"empty":f(e)}`:r`<span class="muted">${h}:</span> <del>${f(d)}</del> ${e==null?r`<span class="muted">removed</span>`:r`<span aria-hidden="true">→</span> <span class="visually-hidden">became</span> ${f(e)}`}`}function At(s){return s==="true"?"yes":"no"}var Dt=k`
  .changes {
    display: grid;
    gap: 18px;
  }

  .changes > li {
    position: relative;
    padding-left: 20px;
  }

  .changes > li::before {
    position: absolute;
    top: 7px;
    left: 0;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--pb-edge);
    content: "";
  }

  .changes > li:not(:last-child)::after {
    position: absolute;
    inset: 20px auto -18px 3.5px;
    width: 1px;
    background: var(--pb-line);
    content: "";
  }

  .changes ul {
    margin-top: 4px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .changes del {
    color: var(--pb-muted);
  }
`;export{M as a,qt as b,Me as c,At as d,Dt as e,le as f,Ae as g};
