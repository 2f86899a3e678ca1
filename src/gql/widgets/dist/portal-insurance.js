import{a as V,b as qe,c as je,d as Ve,e as We}from"./shared-BKMTQFIE.js";import{$ as F,Aa as ie,Ba as re,Ca as Ue,Da as Me,Ea as oe,Fa as ne,Ga as He,Ia as J,Ja as _,Ka as Ye,Na as se,Oa as ae,Q as O,Qa as le,R as T,Sa as _e,Ta as Be,U as Pe,W as z,X as Te,Y as Fe,_ as Se,a as f,aa as we,b as a,c as x,ca as Re,d as ee,da as te,e as l,ea as Ce,g as I,ga as Ie,h as n,ha as Ae,j as d,k as H,ka as Q,l as b,la as Oe,m as A,ma as Ne,n as G,na as Y,o as ve,p as $e,pa as Le,r as xe,ra as De,s as Ee,ta as K,va as v,xa as ke,za as j}from"./shared-LZMPANJB.js";function N({payer:o,enteredPayerName:i}){return o?.name??i??"Insurance card"}function W({status:o,endDate:i},e){return o==="INACTIVE"||i!==null&&i<e}function Ge(o,i){let{status:e,effectiveDate:t,endDate:r}=o;return r&&r<i?`Ended ${T(r)}`:e==="INACTIVE"?"No longer in use":t&&t>i?`Starts ${T(t)}`:r?`Ends ${T(r)}`:void 0}function ze(o){let{type:i,memberId:e,effectiveDate:t}=o,r=[v(Y,i),e&&`member ID ${e}`,t&&`from ${T(t)}`];return`${N(o)} (${r.filter(Boolean).join(", ")})`}var _t={PAYER:"the insurance company\u2019s name",MEMBER_ID:"your member ID",ATTACHMENTS:"a photo of your card"};function Qe(o){let i=o.map(t=>_t[t]??v(K,t));if(!i.length)return"";i.reverse();let e=new Intl.ListFormat("en-US",{type:"disjunction"}).format(i);return`${e.charAt(0).toUpperCase()}${e.slice(1)} is enough. Your practice adds what you leave out.`}function Ke(o,i){return n`<div class="notice next">
    ${we}
    <div>
      <strong>What happens next</strong>
      <p>${o} receives this right away and reviews it. After that, only they can change it.</p>
      ${i.length?n`<p>
              Does it replace ${ke(i.map(N))}? Then enter its effective date under More
              details: your current coverage will end the day before.
            </p>`:d}
    </div>
  </div>`}function Je(o,i){return n`<div class="notice warning leave" role="group" aria-label="Leave without sending?">
    ${F}
    <div>
      <strong>Leave without sending?</strong>
      <p>What you entered will be lost.</p>
      <div class="row">
        <button type="button" class="primary" @click=${o}>Stay</button>
        <button type="button" @click=${i}>Leave</button>
      </div>
    </div>
  </div>`}var Xe=I`
  .back {
    margin: 0 0 8px -8px;
    padding-inline: 8px;
  }

  h2 {
    margin-bottom: 12px;
    outline: none;
    scroll-margin-top: 120px;
  }

  form,
  form > .stack {
    gap: 22px;
  }

  .form-errors,
  .leave {
    margin-bottom: 12px;
    scroll-margin-top: 120px;
  }

  form .form-errors {
    margin-bottom: 0;
  }

  .lead {
    color: var(--pb-muted);
  }

  legend {
    margin-bottom: 6px;
  }

  .type-options {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
    gap: 8px;
  }

  .type-option {
    padding: 12px 14px;
    border: 1px solid var(--pb-edge);
    border-radius: 10px;
    background: var(--pb-surface);
  }

  .type-option:has(:checked) {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
    box-shadow: 0 0 0 1px var(--pb-accent);
  }

  .invalid .type-option {
    border-color: var(--pb-danger);
  }

  .choice span,
  summary span {
    font-weight: 600;
  }

  .choice small,
  summary small {
    display: block;
    font-weight: 400;
  }

  .section {
    padding: 14px;
    border: 1px solid var(--pb-line);
    border-radius: 10px;
    background: var(--pb-surface);
  }

  .section > .fields {
    margin-top: 16px;
  }

  summary {
    display: flex;
    gap: 10px;
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary .icon {
    margin-top: 2px;
    color: var(--pb-muted);
    transform: rotate(-90deg);
    transition: transform 0.15s;
  }

  [open] > summary .icon {
    transform: none;
  }

  .next p,
  .leave p {
    margin-top: 4px;
    font-size: 0.875rem;
  }

  .leave .row {
    margin-top: 10px;
  }

  .send {
    min-height: 50px;
    font-size: 1rem;
  }
`;var Ze=I`
  legend {
    margin-bottom: 8px;
  }

  .tiles {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
    align-items: start;
  }

  .tile {
    overflow: hidden;
    border: 1px solid var(--pb-line);
    border-radius: 12px;
    background: var(--pb-surface);
  }

  .empty-tile {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 2px;
    min-height: 132px;
    padding: 12px 8px;
    border: 1.5px dashed var(--pb-edge);
    font-size: 0.875rem;
    text-align: center;
    cursor: pointer;
  }

  .empty-tile .icon {
    width: 28px;
    height: 28px;
    margin-bottom: 4px;
    stroke-width: 1.2;
    color: var(--pb-accent);
  }

  .empty-tile:hover,
  .over .empty-tile {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  label.button {
    position: relative;
  }

  label:has(:focus-visible) {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .tile.invalid {
    border-color: var(--pb-danger);
  }

  .picture {
    position: relative;
    display: grid;
    place-content: center;
    justify-items: center;
    aspect-ratio: 1.586; /* of a card */
    overflow: hidden;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  .picture > .icon {
    width: 30px;
    height: 30px;
    stroke-width: 1.1;
  }

  .picture img {
    position: absolute;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }

  button.remove:hover {
    background: var(--pb-ground);
  }

  .sending img,
  .invalid img {
    opacity: 0.55;
  }

  button.remove {
    position: absolute;
    inset: 6px 6px auto auto;
    width: 34px;
    min-height: 34px;
    border-radius: 50%;
    color: var(--pb-text);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow-high);
  }

  .about {
    display: grid;
    gap: 4px;
    padding: 8px 10px 10px;
  }

  .name {
    overflow: hidden;
    font-size: 0.875rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .arrived {
    display: flex;
    gap: 4px;
    align-items: center;
    font-weight: 500;
    color: var(--pb-success);
  }

  .error {
    display: flex;
    gap: 5px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--pb-danger);
  }

  .error .icon {
    margin-top: 1px;
  }

  .about .button,
  .about button {
    justify-self: stretch;
    padding-inline: 8px;
    font-size: 0.875rem;
  }

  .choose {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    margin-top: 12px;
  }

  .hint {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  fieldset > .error {
    margin-top: 8px;
  }
`;var et={FRONT:"Front of the card",BACK:"Back of the card",OTHER:"More pictures"},S,m,tt,it,de,rt,ot,nt,st,pe,at,ce,me,lt,dt,ue,E=class extends H{constructor(){super(...arguments);x(this,m);this.items=[];this.error="";this.isDragOver=!1;this.failedPreviews=[];x(this,S,matchMedia("(pointer: coarse)").matches)}focus(){(this.renderRoot.querySelector(".tile.invalid button")??a(this,m,pe))?.focus()}render(){let e=this.items.length>=this.rules.maxAttachments;return n`<fieldset
      class=${this.isDragOver?"over":""}
      aria-describedby=${this.error?"error":d}
      @dragover=${l(this,m,lt)}
      @dragleave=${()=>this.isDragOver=!1}
      @drop=${l(this,m,dt)}
    >
      <legend>Your insurance card</legend>
      <ul class="tiles" aria-label="Pictures of the card">
        ${G(a(this,m,tt).filter(t=>typeof t=="object"||!e),t=>typeof t=="string"?t:t.key,t=>n`<li>${typeof t=="string"?l(this,m,it).call(this,t):l(this,m,ot).call(this,t)}</li>`)}
      </ul>
      ${e?n`<p class="hint">No more pictures can be added.</p>`:l(this,m,rt).call(this)}
      ${this.error?n`<div class="error" id="error">${F}${this.error}</div>`:d}
    </fieldset>`}};S=new WeakMap,m=new WeakSet,tt=function(){let e=["FRONT","BACK"].map(t=>this.items.find(r=>r.side===t)??t);return[...e,...this.items.filter(t=>!e.includes(t))]},it=function(e){return n`<label class="tile empty-tile">
      ${a(this,S)?Ce:z}
      <strong>${et[e]}</strong>
      <span class="small muted">${a(this,S)?"Take a photo":"Choose a photo"}</span>
      ${l(this,m,de).call(this,e)}
    </label>`},de=function(e,t){let{uploadTypes:r}=this.rules,p=a(this,S)&&e!=="OTHER",s=p?r.filter(c=>c.startsWith("image/")):r,u=c=>{t&&this.uploads.remove(t.key),l(this,m,ce).call(this,c,e)};return n`<input
      class="visually-hidden"
      type="file"
      accept=${s.join(",")}
      capture=${p?"environment":d}
      @change=${u}
    />`},rt=function(){return n`<div class="choose">
      <label class="button">
        ${te}${a(this,S)?"Choose photos or a PDF instead":"Choose files"}
        <input
          class="visually-hidden"
          id="file-input"
          type="file"
          multiple
          accept=${this.rules.uploadTypes.join(",")}
          aria-describedby="hint"
          @change=${e=>l(this,m,ce).call(this,e)}
        />
      </label>
      <span class="hint" id="hint">
        ${a(this,S)?"":"Or drop them here."} Up to ${Ve(this.rules.uploadMaxBytes)} each.
      </span>
    </div>`},ot=function(e){let{key:t,file:r,side:p,state:s}=e,u=p==="OTHER"?r.name:et[p];return n`<div class="tile ${s==="failed"||s==="rejected"?"invalid":s}">
      <div class="picture">
        ${l(this,m,nt).call(this,e,u)}
        <button type="button" class="square remove" aria-label="Remove ${u}" @click=${()=>l(this,m,at).call(this,t)}>
          ${Te}
        </button>
      </div>
      <div class="about">
        <p class="name" title=${r.name}>${u}</p>
        ${l(this,m,st).call(this,e,u)}
      </div>
    </div>`},nt=function({key:e,file:t,preview:r},p){return!r||this.failedPreviews.includes(e)?n`${te}<span class="small muted">${t.name.split(".").at(-1)?.toUpperCase()}</span>`:n`<img src=${r} alt="${p}, as chosen" @error=${()=>this.failedPreviews=[...this.failedPreviews,e]} />`},st=function(e,t){let{key:r,side:p,state:s,message:u}=e;if(s==="sending")return qe(e,t);if(s==="done")return n`<p class="small arrived">${Fe}Arrived</p>`;let c=n`<p class="error" role="alert">${F}<span>${u}</span></p>`;return s==="failed"?n`${c}
        <button type="button" aria-label="Send again: ${t}" @click=${()=>this.uploads.retry(r)}>
          Send again
        </button>`:n`${c}
      <label class="button">
        ${a(this,S)&&p!=="OTHER"?"Take another":"Choose another"}${l(this,m,de).call(this,p,e)}
      </label>`},pe=function(){return this.renderRoot.querySelector("#file-input")},at=function(e){this.uploads.remove(e),l(this,m,me).call(this)},ce=function(e,t){let r=e.target;l(this,m,ue).call(this,r.files,t),r.value="",l(this,m,me).call(this)},me=async function(){await new Promise(requestAnimationFrame),await this.updateComplete,(this.renderRoot.querySelector(".empty-tile input")??a(this,m,pe))?.focus()},lt=function(e){e.preventDefault(),this.isDragOver=!0},dt=function(e){e.preventDefault(),this.isDragOver=!1,l(this,m,ue).call(this,e.dataTransfer?.files)},ue=function(e,t){let r=this.rules.maxAttachments-this.uploads.items.length;this.uploads.add([...e??[]].slice(0,r),[],t)},E.styles=[..._,je,Ze],f([b({attribute:!1})],E.prototype,"uploads",2),f([b({attribute:!1})],E.prototype,"items",2),f([b({attribute:!1})],E.prototype,"rules",2),f([b()],E.prototype,"error",2),f([A()],E.prototype,"isDragOver",2),f([A()],E.prototype,"failedPreviews",2),E=f([O("policybook-card-photos")],E);function pt(o,i){return mt({heading:"Insurance cannot be added right now",text:`${o} is not asking for insurance at the moment. ${i?"What you entered is still here, and nothing was sent.":"Nothing was sent."} Please contact them.`})}function ct(o,i,e){return o.without(i).filter(({code:r})=>r!=="INSURANCE_COLLECTION_OFF").map(r=>mt(Bt(r,e)))}function Bt({code:o,message:i},e){return o==="DUPLICATE_POLICY"&&e?{heading:"This insurance is already on file",text:`You have ${ze(e)}. If this is a different one, change what you entered. If something about it has changed, tell your practice.`}:o==="LIMIT_REACHED"?{heading:"You cannot add more insurance for now",text:i}:o==="REQUIRED"?{heading:"Your insurance is still missing",text:i}:{heading:"This was not sent",text:i}}function mt({heading:o,text:i}){return n`<div class="notice danger form-errors" role="alert" tabindex="-1">
    ${F}
    <div>
      <strong>${o}</strong>
      ${i?n`<p>${i}</p>`:d}
    </div>
  </div>`}var qt={PAYER:{label:"Insurance company",hint:"As on the card. Choose a name from the list, or enter your own."},MEMBER_ID:{label:"Member ID",hint:"On the card: Member ID, ID number or Subscriber ID."},TYPE:{label:"Which insurance is this?"},INSURANCE_TYPE:{label:"Kind of insurance",optionLabels:Le},GROUP_ID:{label:"Group number",hint:"On the card: Group, GRP or Group No."},PLAN_ID:{label:"Plan"},EMPLOYER_OR_SCHOOL:{label:"Employer or school",hint:"If the insurance comes through one."},EFFECTIVE_DATE:{label:"Effective date",hint:"The first day of coverage."},END_DATE:{label:"End date",hint:"The last day of coverage, if you know it."},RELATIONSHIP:{label:"Whose insurance is it?",optionLabels:{SPOUSE:"My spouse\u2019s",CHILD:"My parent\u2019s",OTHER:"Somebody else\u2019s"}}},jt={PRIMARY:{label:"My main insurance",hint:"Primary: it pays first."},SECONDARY:{label:"An additional insurance",hint:"Secondary: it pays after the main one."}},Vt={firstName:"Their first name",lastName:"Their last name",dateOfBirth:"Their date of birth",sex:"Their sex, as on file with the insurance","address.line1":"Their street address","address.line2":"Apartment or unit","address.city":"City","address.state":"State","address.postalCode":"ZIP code"};function X({field:o}){return qt[o]??{label:v(K,o)}}function B(o,i,e=i.options){let{label:t,hint:r,optionLabels:p={}}=X(i),{inputField:s,required:u,maxLength:c,kind:C}=i,$={name:s,label:t,hint:r,required:u,maxLength:c,hideOptional:!0};return e?le(o,$,ft(e,p)):C==="DATE"?ae(o,$):se(o,$)}function ut({form:o,errors:i,onChange:e},t){let{inputField:r,options:p}=t,s=i.messageFor(r),u=c=>{o.set(r,c),e(r)};return n`<fieldset class="field ${s?"invalid":""}" aria-describedby=${s?`${r}-error`:d}>
    <legend>${X(t).label}</legend>
    <div class="type-options">
      ${p?.map(c=>{let{label:C,hint:$}=jt[c]??{label:v({},c)};return n`<label class="choice type-option">
          <input
            type="radio"
            name=${r}
            value=${c}
            .checked=${o.get(r)===c}
            @change=${()=>u(c)}
          />
          <span>${C}${$?n`<small class="muted">${$}</small>`:d}</span>
        </label>`})}
    </div>
    ${s?n`<div class="error" id="${r}-error">${F}${s}</div>`:d}
  </fieldset>`}function ht(o,{inputField:i},e){return e.map(({inputField:t,kind:r,maxLength:p,options:s})=>{let u=v(Vt,t),c={name:`${i}.${t}`,label:u,maxLength:p,hideOptional:!0};return s?le(o,c,ft(s,De)):r==="DATE"?ae(o,c):se(o,c,t==="address.postalCode"?"numeric":"text")})}function ft(o,i){return Object.fromEntries(o.map(e=>[e,v(i,e)]))}var Wt=["ATTACHMENTS","PAYER","MEMBER_ID","TYPE","RELATIONSHIP","POLICYHOLDER"];function yt(o,i,e){let t=i.field("RELATIONSHIP"),r=i.field("POLICYHOLDER");if(!t&&!r)return d;let p=c=>{i.hasPolicyholder=c.target.checked,o.onChange("")},s=t?.options?.filter(c=>c!=="SELF"),u=n`<div class="fields">
    ${t?B(o,t,s):d}
    ${r?ht(o,r,e.policyholderFields):d}
  </div>`;return n`<div class="section">
    <label class="choice">
      <input type="checkbox" .checked=${i.hasPolicyholder} @change=${p} />
      <span>
        I am covered through someone else<small class="muted">Such as a parent’s or a spouse’s plan.</small>
      </span>
    </label>
    ${i.hasPolicyholder?u:d}
  </div>`}function gt(o,{fields:i}){let e=i.filter(({field:s})=>!Wt.includes(s)),t=e.filter(s=>s.required),r=e.filter(s=>!s.required),p=r.some(({inputField:s})=>o.errors.messageFor(s));return n`${t.map(s=>B(o,s))}
  ${r.length?n`<details class="section" ?open=${p}>
          <summary>
            ${Re}<span>
              More details<small class="muted">Dates, group and plan, if you have them at hand.</small>
            </span>
          </summary>
          <div class="fields">${r.map(s=>B(o,s))}</div>
        </details>`:d}`}var Gt={code:"UPLOAD_MISSING",message:"An earlier try may have been received with these pictures. Check your insurance first. To send this one too, remove the pictures and add them again.",field:null},Z=class{constructor(i){this.form=new re;this.hasPolicyholder=!1;this.isWaitingForUploads=!1;this.existingPolicy=null;this.#t=new j;this.#o={form:this.form,fileCount:0};this.#e=i,this.mutation=new Me(i),this.uploads=new We(i,()=>i.api,()=>i.policyForm),i.addController(this)}#e;#t;#o;hostConnected(){let i=this.field("TYPE");i&&!this.#e.client.policies.length&&(this.form=new re({[i.inputField]:i.options?.[0]}))}field(i){return this.#e.policyForm.fields.find(({field:e})=>e===i)}get isDirty(){return this.form.isDirty||this.uploads.isDirty}get replaceablePolicies(){let i=this.field("TYPE");return!i||this.form.get(i.inputField)!=="PRIMARY"?[]:this.#e.client.policies.filter(({type:e,status:t,endDate:r})=>e==="PRIMARY"&&t==="ACTIVE"&&!r)}get errors(){let{all:i}=this.#t.all.length?this.#t:this.mutation.userErrors;return new j(i.filter(e=>!this.#a(e)))}get uploadError(){return this.errors.all.find(i=>this.#i(i))}get fieldNames(){let{fields:i,policyholderFields:e}=this.#e.policyForm,t=this.field("POLICYHOLDER")?.inputField??"",r=[...e.map(({inputField:u})=>`${t}.${u}`),this.field("RELATIONSHIP")?.inputField??""],p=i.map(({inputField:u})=>u).filter(u=>!r.includes(u)),s=this.errors.all.filter(u=>this.#i(u)).map(ie);return[...p,...s,...this.hasPolicyholder?r:[]]}#a(i){if(this.#i(i))return i.code==="UPLOAD_MISSING"&&!this.uploads.hasFailed;let e=ie(i),{form:t,fileCount:r}=this.#o;if(e)return this.form.get(e)!==t.get(e);let p=i.code==="REQUIRED"||i.code==="DUPLICATE_POLICY",s=JSON.stringify(this.form.toAddInput())===JSON.stringify(t.toAddInput());return p&&!(s&&this.uploads.items.length===r)}#i({field:i}){return i?.[1]===this.field("ATTACHMENTS")?.inputField}get#l(){let i=this.form.toAddInput(),e=[this.field("RELATIONSHIP")?.inputField,this.field("POLICYHOLDER")?.inputField],t=Object.entries(i).filter(([p])=>this.hasPolicyholder||!e.includes(p)),r=this.uploads.input;return{...Object.fromEntries(t),...r.length&&{attachments:r}}}async save(i){if(!(this.isWaitingForUploads||this.mutation.isSaving)){if(this.#o={form:this.form.rebase({}),fileCount:this.uploads.items.length},this.#r(this.#d()),this.#t.all.length||!await this.#s())return"rejected";if(this.#e.isConnected)return i(),this.#n()}}async#n(i=!1){let e=await this.mutation.save(this.#l,async t=>(await this.#e.api.send(Ee,{input:t})).submitPolicy);if(!(!e||!this.#e.isConnected))return e.policy?e:(this.existingPolicy=e.existingPolicy,this.mutation.userErrors.has("UPLOAD_MISSING")?this.mutation.hasUnconfirmedSave?(this.#r([Gt]),"rejected"):i||(this.uploads.renew(e.userErrors),!await this.#s())?"rejected":this.#e.isConnected?this.#n(!0):void 0:"rejected")}#d(){return this.#e.policyForm.fields.filter(({required:e,inputField:t})=>e&&!this.form.get(t)).map(({inputField:e})=>({code:"REQUIRED",message:"Please choose one.",field:["input",e]}))}async#s(){this.isWaitingForUploads=this.uploads.isSending,this.#e.requestUpdate();let i=await this.uploads.settled();if(this.isWaitingForUploads=!1,this.#e.requestUpdate(),i)return!0;let e=["input",this.field("ATTACHMENTS")?.inputField??""];return this.#r([{code:"UPLOAD_MISSING",message:"A picture has not arrived. Send it again or remove it, then continue.",field:e}]),!1}#r(i){this.#t=new j(i),this.#e.requestUpdate()}clearErrors(){this.mutation.userErrors=new j}clearSignedOut(){this.mutation.error instanceof Q&&(this.mutation.error=void 0)}};var g,h,bt,vt,$t,xt,Et,Pt,Tt,he,Ft,St,wt,fe,P=class extends H{constructor(){super(...arguments);x(this,h);this.practice="";this.open=!1;this.isConfirmingLeave=!1;x(this,g,new Z(this))}focus(){this.renderRoot.querySelector("h2")?.focus()}firstUpdated(){this.focus()}willUpdate(e){e.get("open")===!1&&a(this,g).clearErrors(),e.has("api")&&a(this,g).clearSignedOut()}render(){let{isDirty:e,mutation:t}=a(this,g),r=!this.open||t.userErrors.has("INSURANCE_COLLECTION_OFF");return n`
      <button type="button" class="quiet back" @click=${l(this,h,wt)}>${Ie}Your insurance</button>
      ${this.isConfirmingLeave?Je(()=>this.isConfirmingLeave=!1,()=>l(this,h,fe).call(this)):d}
      <h2 tabindex="-1">Add insurance</h2>
      ${r?pt(this.practice,e):d}
      ${r&&!e?d:l(this,h,bt).call(this)}
    `}};g=new WeakMap,h=new WeakSet,bt=function(){let{form:e,errors:t,mutation:r,fieldNames:p,existingPolicy:s,replaceablePolicies:u}=a(this,g),c={form:e,errors:t,onChange:()=>this.requestUpdate()};return n`<form class="stack" novalidate @submit=${l(this,h,St)}>
      ${ct(t,p,s)}
      <p class="lead">${Qe(this.policyForm.atLeastOneOf)}</p>
      <div class="stack" ?inert=${r.isSaving}>
        ${l(this,h,vt).call(this)} ${l(this,h,$t).call(this,c)} ${l(this,h,Et).call(this,c,"MEMBER_ID")}
        ${l(this,h,Pt).call(this,c)} ${yt(c,a(this,g),this.policyForm)}
        ${gt(c,this.policyForm)}
      </div>
      ${Ke(this.practice,u)}
      ${r.error?He(r.error,()=>l(this,h,he).call(this)):d} ${l(this,h,Tt).call(this)}
    </form>`},vt=function(){if(!a(this,g).field("ATTACHMENTS"))return d;let{uploads:e,uploadError:t}=a(this,g);return n`<policybook-card-photos
      class=${t?"invalid":""}
      error=${t?.message??""}
      .uploads=${e}
      .items=${e.items}
      .rules=${this.policyForm}
    ></policybook-card-photos>`},$t=function({form:e,errors:t}){let r=a(this,g).field("PAYER");if(!r)return d;let{inputField:p,required:s,maxLength:u}=r,{label:c,hint:C}=X(r),$=t.messageFor(p),be=k=>{e.set(p,k),this.requestUpdate()};return n`<policybook-combobox
      free
      hide-optional
      class=${$?"invalid":""}
      label=${c}
      hint=${C??""}
      error=${$??""}
      .required=${s}
      .maxLength=${u??-1}
      .text=${e.get(p)}
      .search=${k=>l(this,h,xt).call(this,k)}
      @type=${({detail:k})=>be(k)}
      @choose=${({detail:k})=>be(k.label)}
    ></policybook-combobox>`},xt=async function(e){if(!e.trim())return[];let{payers:t}=await this.api.send(xe,{search:e});return t?.nodes.map(({id:r,name:p})=>({value:r,label:p}))??[]},Et=function(e,t){let r=a(this,g).field(t);return r?B(e,r):d},Pt=function(e){let t=a(this,g).field("TYPE");return t?.options?ut(e,t):d},Tt=function(){let{mutation:e,isWaitingForUploads:t}=a(this,g),r=e.isSaving?"Sending\u2026":`Send to ${this.practice}`;return n`<button type="submit" class="primary send" aria-busy=${e.isSaving||t}>
      ${t?"Sending your pictures\u2026":r}
    </button>`},he=async function(){let e=await a(this,g).save(()=>l(this,h,Ft).call(this));if(e){if(e!=="rejected"){this.dispatchEvent(new CustomEvent("submitted",{detail:e}));return}a(this,g).mutation.userErrors.has("INSURANCE_COLLECTION_OFF")&&this.dispatchEvent(new CustomEvent("collection-off")),await this.updateComplete,Ue(this.renderRoot)}},Ft=function(){this.renderRoot.querySelector("form > .stack :focus")&&this.renderRoot.querySelector(".send")?.focus()},St=function(e){e.preventDefault(),l(this,h,he).call(this)},wt=async function(){if(!a(this,g).mutation.isSaving){if(!a(this,g).isDirty){l(this,h,fe).call(this);return}this.isConfirmingLeave=!0,await this.updateComplete,this.renderRoot.querySelector(".leave button")?.focus()}},fe=function(){a(this,g).mutation.isSaving||this.dispatchEvent(new CustomEvent("close"))},P.styles=[..._,Xe],f([b({attribute:!1})],P.prototype,"api",2),f([b({attribute:!1})],P.prototype,"policyForm",2),f([b({attribute:!1})],P.prototype,"client",2),f([b()],P.prototype,"practice",2),f([b({type:Boolean})],P.prototype,"open",2),f([A()],P.prototype,"isConfirmingLeave",2),P=f([O("policybook-add-insurance")],P);var Rt=I`
  article {
    overflow: hidden;
  }

  .body {
    display: grid;
    gap: 10px;
    padding: 16px;
  }

  h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .facts {
    grid-template-columns: repeat(auto-fill, minmax(124px, 1fr));
    gap: 10px 16px;
  }

  .facts:empty {
    display: none;
  }

  .past h3,
  .past .facts dd {
    color: var(--pb-muted);
  }

  .pictures {
    margin-top: 4px;
  }

  .past .pictures img {
    opacity: 0.7;
  }

  footer {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 10px 16px;
    font-size: 0.875rem;
    background: var(--pb-info-tint);
  }

  footer .icon {
    color: var(--pb-info);
  }
`;var U=class extends H{constructor(){super(...arguments);this.today=""}render(){let{policy:e,today:t}=this,{type:r,memberId:p,groupId:s,effectiveDate:u,endDate:c}=e,C=W(e,t),$=Ge(e,t);return n`<article class="card ${C?"past":""}" aria-labelledby="name">
      <div class="body">
        <div class="row">
          <span class="badge ${r==="PRIMARY"&&!C?"accent":"outline"}">
            ${v(Y,r)}
          </span>
          ${$?n`<span class="badge">${$}</span>`:d}
        </div>
        <h3 id="name">${N(e)}</h3>
        <dl class="facts">
          ${V("Member ID",p)} ${V("Group number",s)}
          ${V("Effective date",u&&T(u))}
          ${V("End date",c&&T(c))}
        </dl>
        ${_e(e.attachments)}
      </div>
      ${e.needsReview?n`<footer>
              ${Ae}
              <p>Your practice is reviewing this.</p>
            </footer>`:d}
    </article>`}};U.styles=[..._,Be,Rt],f([b({attribute:!1})],U.prototype,"policy",2),f([b()],U.prototype,"today",2),U=f([O("policybook-client-policy-card")],U);var Ct=I`
  .widget {
    container-type: inline-size;
  }

  h2,
  .submitted {
    margin-bottom: 14px;
    scroll-margin-top: 120px;
  }

  .submitted:focus {
    outline: none;
  }

  .submitted p {
    margin-top: 6px;
  }

  .submitted button {
    margin-top: 12px;
  }

  .policies {
    gap: 12px;
  }

  .add {
    width: 100%;
    min-height: 46px;
    margin-top: 14px;
  }

  .collection-off {
    margin-top: 14px;
  }

  .earlier {
    margin: 28px 0 12px;
  }

  @container (width >= 640px) {
    .policies {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .add {
      width: auto;
    }

    policybook-add-insurance {
      max-width: 640px;
    }
  }
`;function It({policy:o,endedPolicies:i},e,t){return n`<section
    class="notice success submitted"
    aria-labelledby="submitted"
    tabindex="-1"
    data-id=${o?.id??d}
  >
    ${Se}
    <div>
      <h3 id="submitted">Sent to ${e}</h3>
      ${o?zt(o):d}
      ${i.map(r=>n`<p>
            <strong>Your ${N(r.policy)} coverage now ends ${T(r.newEndDate)}</strong>, the day
            before the new one starts.
          </p>`)}
      <p>${e} reviews it next and adds what is missing. You do not need to do anything else.</p>
      <p>Is something wrong? Tell your practice: only they can change it.</p>
      <button type="button" @click=${t}>OK</button>
    </div>
  </section>`}function zt(o){let i=o.payer||o.enteredPayerName?N(o):"Your card";return n`<p>${i} is on file as your ${v(Y,o.type)} insurance.</p>`}var ye=n`<h2>Your insurance</h2>`,w,D,R,q,y,Ot,Nt,Lt,Dt,kt,Ut,Mt,Ht,Yt,ge,M=class extends Ne{constructor(){super(...arguments);x(this,y);this.isAdding=!1;x(this,w,new oe(this,()=>this.requireApi().send($e,{})));x(this,D,new oe(this,()=>this.requireApi().send(ve,{})));this.queries=[a(this,w)];x(this,R);x(this,q)}willUpdate(e){if(super.willUpdate(e),ee(this,q,this.api??a(this,q)),e.has("token")&&this.api&&this.isAdding&&a(this,D).error&&a(this,D).load(),!a(this,w).data)return;let t=a(this,w).data.viewer?.client??void 0;a(this,R)&&a(this,R).id!==t?.id&&(this.isAdding=!1,this.submitted=void 0,a(this,D).reset()),ee(this,R,t)}renderContent(){let e=a(this,w).error instanceof Q,t=e||!a(this,w).data;return n`<div class="widget">
      ${e?l(this,y,Ot).call(this):ne(a(this,w),({viewer:r})=>l(this,y,Nt).call(this,r))}
      ${this.isAdding?n`<div ?hidden=${t}>${l(this,y,kt).call(this)}</div>`:d}
    </div>`}};w=new WeakMap,D=new WeakMap,R=new WeakMap,q=new WeakMap,y=new WeakSet,Ot=function(){let e=this.isAdding?" What you entered is still here.":"";return n`${ye}${J("You are signed out",`Sign in to the portal again to see it.${e}`)}`},Nt=function(e){return e?.client?this.isAdding?d:l(this,y,Lt).call(this,e,e.client):n`${ye}${J("No insurance here","Sign in as a client to see yours.")}`},Lt=function({practice:e},{policies:t,viewerCanAddPolicy:r}){let p=Pe(e.timeZone),s=t.filter(c=>!W(c,p)),u=t.filter(c=>W(c,p));return n`
      ${ye}
      ${this.submitted?It(this.submitted,e.name,()=>l(this,y,Yt).call(this)):d}
      ${t.length?d:Qt(e.name,r)}
      ${At("Your insurance",s,p)} ${r?l(this,y,Dt).call(this):d}
      ${!r&&t.length?Kt(e.name):d}
      ${u.length?n`<h3 class="earlier">Earlier insurance</h3>`:d}
      ${At("Earlier insurance",u,p)}
    `},Dt=function(){return n`<button type="button" class="primary add" @click=${l(this,y,Ut)}>
      ${z}Add insurance
    </button>`},kt=function(){return ne(a(this,D),({viewer:e})=>!e?.client||!a(this,R)?d:n`<policybook-add-insurance
        .api=${a(this,q)}
        .policyForm=${e.policyForm}
        .client=${a(this,R)}
        practice=${e.practice.name}
        ?open=${a(this,R).viewerCanAddPolicy}
        @close=${()=>l(this,y,Mt).call(this)}
        @collection-off=${()=>this.refresh()}
        @submitted=${({detail:t})=>l(this,y,Ht).call(this,t)}
      ></policybook-add-insurance>`)},Ut=function(){this.isAdding=!0,this.submitted=void 0,a(this,D).load(),this.refresh()},Mt=function(){this.isAdding=!1,l(this,y,ge).call(this)},Ht=function(e){this.isAdding=!1,this.submitted=e,Oe(this,"policybook-saved",e.policy?.id)},Yt=function(){this.submitted=void 0,l(this,y,ge).call(this)},ge=async function(){await this.updateComplete,this.renderRoot.querySelector(".add")?.focus()},M.styles=[...Ye,Ct],f([A()],M.prototype,"isAdding",2),f([A()],M.prototype,"submitted",2),M=f([O("portal-insurance")],M);function Qt(o,i){let e=i?"Have your insurance card at hand: two photos of it are enough.":`${o} is not asking for insurance here.`;return J("No insurance on file",e)}function Kt(o){return n`<p class="small muted collection-off">
    Is something missing or wrong? ${o} is not asking for insurance here. Please contact them.
  </p>`}function At(o,i,e){return i.length?n`<ul class="stack policies" aria-label=${o}>
    ${G(i,({id:t})=>t,t=>n`<li>
          <policybook-client-policy-card .policy=${t} today=${e}></policybook-client-policy-card>
        </li>`)}
  </ul>`:d}export{M as PortalInsurance};
