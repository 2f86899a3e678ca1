import{a as kt,b as Ot,c as Mt,e as _t,f as Ht,g as Bt}from"./shared-7DI6VPNJ.js";import{a as R,b as Dt,c as Ft,d as Lt,e as Ut}from"./shared-BKMTQFIE.js";import{$ as E,A as ct,Aa as Et,Ba as he,Ca as St,D as pt,Da as Ne,E as mt,Ea as A,Fa as D,G as ut,Ga as Ct,H as yt,Ha as re,I as ht,Ia as fe,Ja as F,K as ft,Ka as Tt,L as Se,Ma as It,Na as He,Oa as ge,Pa as Rt,Q as $,Qa as Be,R as w,Ra as oe,S as M,Sa as Nt,T as j,Ta as At,U as gt,V as Ce,W as Te,X as vt,Z as bt,_ as Pt,a as c,aa as q,b as p,c as f,d as J,da as $t,e as l,ea as wt,g as k,h as n,i as L,j as d,k as T,l as y,la as ye,m as N,ma as xt,n as ue,na as U,oa as ee,pa as te,qa as ie,ra as Ie,sa as Re,ta as v,v as nt,va as b,w as st,wa as ke,x as lt,xa as I,y as dt,ya as V,za as _}from"./shared-LZMPANJB.js";var Yt=k`
  .widget {
    container-type: inline-size;
  }

  header {
    margin-bottom: 16px;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    align-items: start;
  }

  .timeline {
    padding: 16px 20px;
  }

  .timeline h3 {
    margin-bottom: 8px;
  }

  @container (width >= 960px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 320px;
    }

    aside {
      position: sticky;
      top: calc(var(--policybook-top, 0px) + 16px);
    }
  }
`;var Vt=k`
  section {
    padding: 18px 20px 20px;
  }

  .field {
    margin: 12px 0 18px;
  }

  h4 + * {
    margin-top: 4px;
  }

  * + h4 {
    margin-top: 16px;
  }

  .options > li {
    display: flex;
    gap: 10px;
    padding: 10px 0;
    border-bottom: 1px solid var(--pb-line);
  }

  .options > li:last-child {
    border: 0;
    padding-bottom: 0;
  }

  .options .icon {
    margin-top: 1px;
  }

  .ready .icon {
    color: var(--pb-success);
  }

  .not-ready .icon {
    color: var(--pb-warning);
  }

  .ineligible .icon {
    color: var(--pb-muted);
  }

  .name {
    font-weight: 600;
  }
`;function P({payer:i,enteredPayerName:t}){return i?.name??(t?`\u201C${t}\u201D`:"No payer given")}function jt(i){let t=i.type==="PRIMARY",e=i.status==="ACTIVE";return n`<ul class="row badges" aria-label="Type and status">
    <li class="badge ${t?"accent":"outline"}">${b(U,i.type)}</li>
    <li class="badge dot ${e?"success":""}">${b(ee,i.status)}</li>
    ${i.needsPayer?n`<li class="badge warning">Needs Payer</li>`:d}
    ${i.needsReview?n`<li class="badge info">Needs Review</li>`:d}
    ${i.endedBy?n`<li class="badge outline">Ended by a new Primary</li>`:d}
  </ul>`}function qt({endedBy:i,endDate:t}){if(!i?.effectiveDate||!t)return;let e=w(i.effectiveDate);return`Ended on ${w(t)}, because another Primary takes effect on ${e}.`}function Qt({missingFields:i}){let t=i.filter(e=>e!=="PAYER").map(e=>b(v,e));return t.length?`Still missing: ${I(t.map(ke))}.`:void 0}var Q,ae,Wt,zt,H=class extends T{constructor(){super(...arguments);f(this,ae);this.clientId="";this.today="";this.dateOfService="";f(this,Q,new A(this,async()=>{let{clientId:e,dateOfService:r}=this,{client:o}=await this.api.send(dt,{clientId:e,dos:r});return{dateOfService:r,client:o}}))}willUpdate(e){e.has("clientId")&&(this.dateOfService=this.today,p(this,Q).reset()),["clientId","chart","dateOfService"].some(r=>e.has(r))&&(this.dateOfService?p(this,Q).load():p(this,Q).reset())}render(){return n`<section class="card" aria-labelledby="heading">
      <h3 id="heading">What can a claim use?</h3>
      <div class="field">
        <label for="dos">Date of service</label>
        <input id="dos" type="date" max=${It} .value=${this.dateOfService} @change=${l(this,ae,Wt)} />
      </div>
      <div aria-live="polite" aria-busy=${p(this,Q).isLoading}>
        ${this.dateOfService?l(this,ae,zt).call(this):n`<p class="muted">Enter the date of service.</p>`}
      </div>
    </section>`}};Q=new WeakMap,ae=new WeakSet,Wt=function(e){this.dateOfService=e.target.value},zt=function(){return D(p(this,Q),({dateOfService:e,client:r})=>r?pr(e,r):d,re(1))},H.styles=[...F,Vt],c([y({attribute:!1})],H.prototype,"api",2),c([y({attribute:"client-id"})],H.prototype,"clientId",2),c([y()],H.prototype,"today",2),c([y({attribute:!1})],H.prototype,"chart",2),c([N()],H.prototype,"dateOfService",2),H=c([$("policybook-claim-options")],H);function pr(i,{eligiblePolicies:t,policies:e}){let r=new Map(e.map(s=>[s.id,s])),o=(t??[]).flatMap(({id:s})=>r.get(s)??[]),a=e.filter(s=>!o.includes(s));return n`
    <h4>Can be used on ${w(i)}</h4>
    ${o.length?n`<ol class="options">
            ${o.map(mr)}
          </ol>`:n`<p class="muted">None. The client is billed.</p>`}
    ${a.length?n`<h4>Cannot be used</h4>
            <ul class="options">
              ${a.map(ur)}
            </ul>`:d}
  `}function mr(i){let{ready:t=!1,problems:e=[]}=i.claimReadiness??{},r=(i.eligibility?.warnings??[]).filter(({code:a})=>!e.some(s=>s.code===a)),o=[...e.map(({message:a,box:s})=>s?`${a} (box ${s})`:a),...r.map(({message:a})=>a)];return n`<li class=${t?"ready":"not-ready"}>
    ${t?Pt:E}
    <div>
      ${Gt(i)}
      <p class="small"><strong>${t?"Ready to claim":"Not ready to claim"}</strong></p>
      ${o.map(a=>n`<p class="small">${a}</p>`)}
    </div>
  </li>`}function ur(i){let{explanation:t,remedy:e}=i.eligibility??{};return n`<li class="ineligible">
    ${bt}
    <div>
      ${Gt(i)}
      <p class="small">${t}</p>
      ${e?n`<p class="small"><strong>${e}</strong></p>`:d}
    </div>
  </li>`}function Gt(i){let{type:t,memberId:e}=i;return n`<p class="name">${P(i)}</p>
    <p class="small muted">${[b(U,t),e].filter(Boolean).join(" \xB7 ")}</p>`}var Zt=k`
  svg[role="img"] {
    display: block;
    overflow: hidden; /* a name of wide letters is longer than it was taken for */
    font-size: 12px;
  }

  text {
    fill: var(--pb-muted);
  }

  .year path {
    stroke: var(--pb-line);
  }

  .lane text {
    font-weight: 600;
    fill: var(--pb-text);
    paint-order: stroke;
    stroke: var(--pb-surface);
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  .lane rect {
    fill: color-mix(in srgb, var(--pb-accent) 45%, var(--pb-surface));
  }

  .lane.primary rect {
    fill: var(--pb-accent);
  }

  .gap text {
    font-weight: 600;
    fill: var(--pb-danger);
  }

  .ground {
    fill: var(--pb-danger-tint);
  }

  .stripe {
    stroke: color-mix(in srgb, var(--pb-danger) 24%, var(--pb-surface));
    stroke-width: 2px;
  }

  .overlap rect {
    fill: var(--pb-warning-tint);
  }

  .overlap text {
    font-weight: 600;
    fill: var(--pb-warning);
  }

  .today path {
    stroke: var(--pb-text);
    stroke-dasharray: 2 3;
  }

  .today text {
    font-weight: 600;
    fill: var(--pb-text);
    paint-order: stroke;
    stroke: var(--pb-surface);
    stroke-width: 6px;
  }

  details {
    margin-top: 10px;
    font-size: 0.875rem;
  }

  summary {
    width: max-content;
    color: var(--pb-accent);
    font-weight: 600;
    cursor: pointer;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 13em) minmax(0, 1fr);
    gap: 2px 16px;
    padding: 6px 0;
    border-bottom: 1px solid var(--pb-line);
  }

  li:last-child {
    border: 0;
  }
`;function Xt(i){let t=i.findIndex(({primary:a,others:s})=>a.length+s.length>0),e=i.slice(t),r=e[0],o=e.at(-1);if(!(t<0||!r||!o))return{from:`${r.from.slice(0,4)}-01-01`,to:o.to,lanes:yr(e),gaps:Ye(e.filter(({gap:a})=>a)),overlaps:Ye(e.filter(({overlap:a})=>a)),spans:e}}function yr(i){let t=new Map;for(let e of i)for(let r of[...e.primary,...e.others]){let o=e.primary.some(({id:s})=>s===r.id),a=t.get(r.id)??{id:r.id,name:P(r),isPrimary:o,ranges:[]};t.set(r.id,{...a,ranges:Ye([...a.ranges,e])})}return[...t.values()].sort((e,r)=>Number(r.isPrimary)-Number(e.isPrimary))}function Ye(i){let t=[];for(let{from:e,to:r}of i){let o=t.at(-1);o&&j(e)===j(o.to)+1?o.to=r:t.push({from:e,to:r})}return t}var Ae=26,ei=40,hr=10,Kt=7.5,fr=10,gr=44,vr=52,Ve=class{#e;#t;constructor({from:t,to:e,lanes:r},o){this.width=o,this.height=Ae+r.length*ei+4,this.#e=j(t),this.#t=j(e)+1-this.#e}left(t){return(j(t)-this.#e)/this.#t*this.width}right(t){return(j(t)+1-this.#e)/this.#t*this.width}};function ti(i,t,e){let r=new Ve(i,t);return n`<svg
    role="img"
    aria-label=${Er(i)}
    width=${t}
    height=${r.height}
    viewBox="0 0 ${t} ${r.height}"
  >
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="ground" />
        <path d="M0 0v7" class="stripe" />
      </pattern>
    </defs>
    ${br(i).map(o=>Pr(r,o,e))}
    ${i.gaps.map(o=>Jt(r,o,"gap","Gap"))}
    ${i.overlaps.map(o=>Jt(r,o,"overlap","Overlap"))}
    ${i.lanes.map((o,a)=>$r(r,o,a,i.from))} ${xr(r,e)}
  </svg>`}function br({from:i,to:t}){let e=Number(i.slice(0,4)),r=Number(t.slice(0,4));return Array.from({length:r-e+1},(o,a)=>e+a)}function Pr(i,t,e){let r=i.left(`${t}-01-01`),o=Math.abs(r-i.left(e))<gr;return L`<g class="year">
    <path d="M${r} 18V${i.height}" />
    ${o?d:L`<text x=${r+4} y="13">${t}</text>`}
  </g>`}function Jt(i,t,e,r){let o=i.left(t.from),a=i.right(t.to)-o,s=e==="gap"?"url(#hatch)":d;return L`<g class=${e}>
    <title>${r}: ${M(t.from,t.to)}</title>
    <rect x=${o} y=${Ae} width=${a} height=${i.height-Ae} fill=${s} />
    ${a>vr?L`<text x=${o+6} y=${i.height-8}>${r}</text>`:d}
  </g>`}function $r(i,t,e,r){let o=Ae+e*ei;return L`<g class=${t.isPrimary?"lane primary":"lane"}>
    ${wr(i,t.name,i.left(t.ranges[0]?.from??r),o+16)}
    ${t.ranges.map(({from:a,to:s})=>{let u=i.left(a),x=Math.max(2,i.right(s)-u-1);return L`<rect x=${u} y=${o+23} width=${x} height=${hr} rx="5">
        <title>${t.name}: ${M(a,s)}</title>
      </rect>`})}
  </g>`}function wr(i,t,e,r){if(t.length*Kt>i.width){let o=`${t.slice(0,Math.floor(i.width/fr))}\u2026`;return L`<text x="1" y=${r}><title>${t}</title>${o}</text>`}return e+t.length*Kt>i.width?L`<text x=${i.width-2} y=${r} text-anchor="end">${t}</text>`:L`<text x=${e+1} y=${r}>${t}</text>`}function xr(i,t){let e=i.left(t),r=e>i.width-48;return L`<g class="today">
    <path d="M${e} 4V${i.height}" />
    <text x=${r?e-5:e+5} y="13" text-anchor=${r?"end":"start"}>Today</text>
  </g>`}function Er({from:i,to:t,lanes:e,gaps:r,overlaps:o}){let a=I([V(r.length,"gap","gaps"),V(o.length,"overlap","overlaps")]),s=V(e.length,"policy","policies");return`Coverage, ${M(i,t)}: ${s}, ${a}. The list below has the dates.`}var Sr=12,ve,be,ne,ii,ri,O=class extends T{constructor(){super(...arguments);f(this,ne);this.clientId="";this.today="";this.width=0;f(this,ve,new A(this,async()=>{let e={clientId:this.clientId,...p(this,ne,ii)},{client:r}=await this.api.send(ct,e);return r?.coverageTimeline??[]}));f(this,be,new ResizeObserver(([e])=>this.width=Math.floor(e?.contentRect.width??0)))}connectedCallback(){super.connectedCallback(),p(this,be).observe(this)}disconnectedCallback(){super.disconnectedCallback(),p(this,be).disconnect()}willUpdate(e){(e.has("chart")||e.has("clientId"))&&p(this,ve).load()}render(){return D(p(this,ve),e=>l(this,ne,ri).call(this,Xt(e)),re(1))}};ve=new WeakMap,be=new WeakMap,ne=new WeakSet,ii=function(){let e=Number(this.today.slice(0,4)),r=Math.max(Number((this.since??this.today).slice(0,4)),e-Sr);return{from:`${Math.min(r,e)}-01-01`,to:`${e+1}-12-31`}},ri=function(e){return e?n`
      ${this.width?ti(e,this.width,this.today):d}
      <details>
        <summary>Show as a list</summary>
        <ol>
          ${e.spans.map(r=>n`<li><span>${M(r.from,r.to)}</span><span>${Cr(r)}</span></li>`)}
        </ol>
      </details>
    `:n`<p class="muted">No policy has dates yet.</p>`},O.styles=[...F,Zt],c([y({attribute:!1})],O.prototype,"api",2),c([y({attribute:"client-id"})],O.prototype,"clientId",2),c([y()],O.prototype,"today",2),c([y()],O.prototype,"since",2),c([y({attribute:!1})],O.prototype,"chart",2),c([N()],O.prototype,"width",2),O=c([$("policybook-coverage-timeline")],O);function Cr({primary:i,others:t,gap:e,overlap:r}){let o=e?"Gap: no Primary covers":I(i.map(P)),a=t.length?`; then ${I(t.map(P))}`:"";return`${r?"Overlap: ":""}${o}${a}`}function Pe(i){let[t="",e="00"]=i.split(".");return`$${t.replace(/\B(?=(\d{3})+$)/g,",")}.${e}`}var oi={type:v.TYPE,status:"Status",relationship:v.RELATIONSHIP,payer:v.PAYER,enteredPayerName:"Payer as entered by the client",insuranceType:v.INSURANCE_TYPE,memberId:v.MEMBER_ID,planId:v.PLAN_ID,groupId:v.GROUP_ID,copay:v.COPAY,deductible:v.DEDUCTIBLE,effectiveDate:v.EFFECTIVE_DATE,endDate:v.END_DATE,employerOrSchool:v.EMPLOYER_OR_SCHOOL,attachments:v.ATTACHMENTS,reviewedAt:"Reviewed on",reviewedBy:"Reviewed by","policyholder.firstName":"Policyholder\u2019s first name","policyholder.lastName":"Policyholder\u2019s last name","policyholder.dateOfBirth":"Policyholder\u2019s date of birth","policyholder.sex":"Policyholder\u2019s sex","policyholder.address.line1":"Policyholder\u2019s street address","policyholder.address.line2":"Policyholder\u2019s apartment","policyholder.address.city":"Policyholder\u2019s city","policyholder.address.state":"Policyholder\u2019s state","policyholder.address.postalCode":"Policyholder\u2019s ZIP code"},Tr={type:U,status:ee,relationship:ie,insuranceType:te,"policyholder.sex":Ie},Ir=["effectiveDate","endDate","policyholder.dateOfBirth"];function je(i,t,e){let r=Tr[i];return r?b(r,t):Ir.includes(i)?w(t):i==="copay"||i==="deductible"?Pe(t):i==="reviewedAt"?Ce(t,e):i==="attachments"?I(t.split(`
`)):t}function De(i){return{fields:oi,formatValue:(t,e)=>je(t,e,i)}}function ai(i){let t=i.map(e=>e.startsWith("policyholder")?"policyholder":b(oi,e));return I([...new Set(t)].map(e=>`the ${ke(e)}`))}function ni(i,t){let e=li(i,t,"future");!t.policy&&!e.length&&e.push("The policy will be added. No other policy changes.");let r=t.policy?.needsPayer?["payer","reviewedAt","reviewedBy"]:["reviewedAt","reviewedBy"],o=i.changes.map(({field:s})=>s).filter(s=>!r.includes(s));o.length&&e.push(`Saving changes ${ai(o)}.`);let a=e.length?n`<div class="notice">${q}${ci(e)}</div>`:d;return n`${a} ${qe(i.warnings)}`}function qe(i){if(!i.length)return d;let t=i.map(({message:e,policies:r})=>r.length?`${e.replace(/\.$/,"")}: ${I(r.map(P))}.`:e);return n`<div class="notice warning">${E}${ci(t)}</div>`}function si(i,t){return[t.policy?"Saved.":`${t.payerName} was added.`,...li(i,t,"past")].join(" ")}function li(i,t,e){let r=e==="future",o=i.endedPolicies.map(({policy:a,newEndDate:s})=>`${P(a)} ${r?"will end":"ends"} on ${w(s)}.`);return r&&t.policy?.needsPayer&&t.form.get("payerId")&&o.push(`${t.payerName} will be the payer, and the policy will be marked reviewed.`),i.settledPolicies.length&&o.push(Rr(i.settledPolicies,r)),r&&t.removesPolicyholder&&o.push("The policyholder will be removed, as the client is the policyholder."),o}function Rr(i,t){let e=[...new Set(i.map(({client:o})=>o.displayName))];return`${V(i.length,"other client\u2019s policy","other clients\u2019 policies")} ${t?"will get":"got"} this payer too (${I(e)}).`}function di({existingPolicy:i}){if(!i)return;let t=[b(U,i.type),b(ee,i.status),i.memberId,M(i.effectiveDate,i.endDate)];return`${P(i)}: ${t.filter(Boolean).join(", ")}.`}function ci(i){return n`<ul>
    ${i.map(t=>n`<li>${t}</li>`)}
  </ul>`}var Z=class extends kt{constructor(){super(...arguments);this.preview=new A(this,()=>this.send({...this.input,dryRun:!0}))}get errors(){let{userErrors:e}=this.mutation;return e.all.length?e:new _(this.preview.data?.userErrors)}get policyName(){return P(this.policy)}connectedCallback(){super.connectedCallback(),this.preview.load()}async save(){this.preview.cancel();let e=await this.mutation.save(this.input,r=>this.send(r));if(e){if(e.userErrors.length){e.policy&&(this.policy={...this.policy,...e.policy}),await this.showErrors();return}this.finish(`${this.policyName} is now ${this.newStatus}.`,this.policy.id)}}};c([y({attribute:!1})],Z.prototype,"policy",2);var se,pi,mi,Fe=class extends Z{constructor(){super(...arguments);f(this,se);this.newStatus="active"}get input(){let{id:e,version:r}=this.policy;return{id:e,version:r}}async send(e){return(await this.api.send(ut,{input:e})).makePolicyActive}render(){let e=D(this.preview,r=>l(this,se,pi).call(this,r),re(1));return this.renderForm(`Make ${this.policyName} active`,"Make Active",n`${oe(this.errors,[])}
        <div class="stack" aria-live="polite">${e}</div>`)}};se=new WeakSet,pi=function(e){return!e||e.userErrors.length?d:n`<div class="notice">
        ${q}
        <p>
          ${this.policyName} will be active, and offered for every claim. Its dates stay as they are: ${p(this,se,mi)}. No
          other policy changes.
        </p>
      </div>
      ${qe(e.warnings)}`},mi=function(){let{effectiveDate:e,endDate:r}=this.policy;return M(e,r).replace(/^(Since|Until|No)/,o=>o.toLowerCase())},Fe=c([$("policybook-make-active")],Fe);var X,Oe,ui,Le=class extends Z{constructor(){super(...arguments);f(this,Oe);this.newStatus="inactive";f(this,X,new he)}connectedCallback(){J(this,X,new he({endDate:this.policy.endDate})),super.connectedCallback()}get input(){let{id:e,version:r}=this.policy;return{id:e,version:r,endDate:p(this,X).get("endDate")||null}}async send(e){return(await this.api.send(yt,{input:e})).makePolicyInactive}render(){let{errors:e}=this,r={form:p(this,X),errors:e,onChange:()=>this.preview.loadDebounced()};return this.renderForm(`Make ${this.policyName} inactive`,"Make Inactive",n`${oe(e,["endDate"])}
        <p>The policy stays on the chart. Claims can use it only for dates of service within its dates.</p>
        ${ge(r,{name:"endDate",label:"End date",hint:"The last day of coverage."})}
        <div aria-live="polite">${l(this,Oe,ui).call(this)}</div>`,this.mutation.isSaving)}};X=new WeakMap,Oe=new WeakSet,ui=function(){let{data:e}=this.preview;if(!e||e.userErrors.length)return d;if(!e.warnings.length){let r=w(p(this,X).get("endDate"));return n`<div class="notice">
        ${q}
        <p>${this.policyName} will be inactive and end on ${r}.</p>
      </div>`}return n`<div class="notice warning">
      ${E}
      <ul>
        ${e.warnings.map(({message:r})=>n`<li>${r}</li>`)}
      </ul>
    </div>`},Le=c([$("policybook-make-inactive")],Le);var yi=k`
  header {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 12px;
    padding: 14px 10px 0 20px;
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    min-width: 0;
    min-height: 40px;
  }

  h3 {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .badges {
    gap: 6px;
  }

  .body {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 24px;
    padding: 12px 20px 20px;
  }

  .facts {
    flex: 1 1 320px;
  }

  .inactive .facts dd,
  .inactive h3 {
    color: var(--pb-muted);
  }

  footer {
    display: flex;
    gap: 8px;
    padding: 10px 20px;
    border-top: 1px solid var(--pb-line);
    border-radius: 0 0 var(--pb-radius) var(--pb-radius);
    font-size: 0.875rem;
    color: var(--pb-muted);
  }

  footer .icon {
    margin-top: 1px;
  }

  footer.warning {
    border-top-color: transparent;
    color: var(--pb-text);
    background: var(--pb-warning-tint);
  }

  footer.warning .icon {
    color: var(--pb-warning);
  }
`;var B,hi,fi,gi,vi,le=class extends T{constructor(){super(...arguments);f(this,B)}focus(){this.renderRoot.querySelector("policybook-menu")?.focus()}render(){let{policy:e}=this,r=P(e);return n`<article class="card ${e.status==="ACTIVE"?"":"inactive"}" aria-labelledby="name">
      <header>
        <div class="title">
          <h3 id="name">${r}</h3>
          ${jt(e)}
        </div>
        <policybook-menu
          label="Actions for ${r}"
          .items=${p(this,B,gi)}
          @choose=${l(this,B,vi)}
        ></policybook-menu>
      </header>
      <div class="body">
        <dl class="facts">${l(this,B,hi).call(this)}</dl>
        ${Nt(e.attachments)}
      </div>
      ${l(this,B,fi).call(this)}
    </article>`}};B=new WeakSet,hi=function(){let{policy:e}=this,{policyholder:r}=e;return[R("Member ID",e.memberId),R("Group ID",e.groupId),R("Plan ID",e.planId),R("Effective",e.effectiveDate&&w(e.effectiveDate)),R("Ends",e.endDate&&w(e.endDate)),R("Insurance type",b(te,e.insuranceType??"")),R("Relationship",b(ie,e.relationship??"")),R("Policyholder",r&&[r.firstName,r.lastName].filter(Boolean).join(" ")),R("Copay",e.copay&&Pe(e.copay)),R("Deductible",e.deductible&&Pe(e.deductible)),R("Employer or school",e.employerOrSchool),R("Payer ID",e.payer?.ediPayerId)]},fi=function(){let{policy:e}=this,r=[e.needsPayer&&"The client entered this payer name. Choose the payer before you send a claim.",e.payer?.archived&&"The payer is archived.",Qt(e),qt(e)].filter(Boolean);if(!r.length)return d;let o=e.needsPayer||e.missingFields.length>0;return n`<footer class=${o?"warning":""}>
      ${o?E:q}
      <div>${r.map(a=>n`<p>${a}</p>`)}</div>
    </footer>`},gi=function(){let{viewerCanEdit:e,viewerCanMakeInactive:r,status:o,needsReview:a,needsPayer:s}=this.policy;return[{id:"edit",label:s?"Choose payer and edit":"Edit",isAllowed:e},{id:"mark-reviewed",label:"Mark Reviewed",isAllowed:e&&a},{id:"make-inactive",label:"Make Inactive",isAllowed:r},{id:"make-active",label:"Make Active",isAllowed:e&&o==="INACTIVE"},{id:"history",label:"History",isAllowed:!0}].filter(({isAllowed:x})=>x)},vi=function({detail:e}){ye(this,"policybook-action",{action:e,policy:this.policy})},le.styles=[...F,At,yi],c([y({attribute:!1})],le.prototype,"policy",2),le=c([$("policybook-policy-card")],le);var bi=k`
  legend {
    margin-bottom: 6px;
  }

  .files {
    display: grid;
    gap: 8px;
    margin-bottom: 8px;
  }

  li {
    display: flex;
    gap: 12px;
    align-items: center;
    min-width: 0;
    padding: 8px 4px 8px 8px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
  }

  li.invalid {
    border-color: var(--pb-danger);
  }

  li.removed .thumb,
  li.removed .name {
    opacity: 0.5;
  }

  li.removed .name {
    text-decoration: line-through;
  }

  .thumb {
    flex: none;
    display: grid;
    place-items: center;
    width: 84px;
    height: 54px;
    border-radius: 6px;
    object-fit: cover;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  :host([large]) li {
    flex-wrap: wrap;
    padding: 8px;
  }

  :host([large]) img.thumb {
    width: 100%;
    height: auto;
    max-height: 240px;
    object-fit: contain;
  }

  .about {
    display: grid;
    flex: 1;
    gap: 4px;
    min-width: 0;
  }

  .name {
    overflow: hidden;
    font-size: 0.875rem;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .about select {
    width: max-content;
    min-height: 34px;
    padding-block: 3px;
  }

  .about button {
    justify-self: start;
    min-height: 34px;
    padding-inline: 12px;
  }

  .drop {
    display: grid;
    gap: 6px;
    padding: 12px;
    border: 1px dashed var(--pb-edge);
    border-radius: 8px;
  }

  .drop.over {
    border-color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  label.button {
    position: relative;
  }

  label.button:focus-within {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .missing-files .drop {
    border-color: var(--pb-danger);
  }

  @media (pointer: coarse) {
    .fine {
      display: none;
    }
  }

  @media not (pointer: coarse) {
    .camera {
      display: none;
    }
  }
`;var h,Qe,wi,xi,Ei,Si,Ci,Ti,We,ze,Ii,Ri,Ge,S=class extends T{constructor(){super(...arguments);f(this,h);this.label="Card pictures";this.hint="";this.error="";this.camera=!1;this.large=!1;this.items=[];this.removedIds=[];this.saved=[];this.isDragOver=!1}render(){let e=!this.saved.length&&!this.items.length;return n`<fieldset
      class="field ${this.error?"missing-files":""}"
      aria-describedby=${this.error?"error":d}
    >
      <legend>${this.label} <span class="optional">(optional)</span></legend>
      <ul class="files" aria-label=${this.label} ?hidden=${e}>
        ${ue(this.saved,({id:r})=>r,r=>l(this,h,xi).call(this,r))}
        ${ue(this.items,({key:r})=>r,r=>l(this,h,Ei).call(this,r))}
      </ul>
      ${p(this,h,Qe)>0?l(this,h,wi).call(this):n`<p class="hint">No more files can be added.</p>`}
      ${this.error?n`<div class="error" id="error">${E}${this.error}</div>`:d}
    </fieldset>`}};h=new WeakSet,Qe=function(){return this.rules.maxAttachments-this.items.length-this.saved.length+this.removedIds.length},wi=function(){return n`<div
      class="drop ${this.isDragOver?"over":""}"
      @dragover=${l(this,h,Ii)}
      @dragleave=${()=>this.isDragOver=!1}
      @drop=${l(this,h,Ri)}
    >
      <div class="row">
        ${this.camera?n`<label class="button camera">
                ${wt}Take a photo
                <input
                  class="visually-hidden"
                  type="file"
                  accept="image/*"
                  capture="environment"
                  @change=${l(this,h,ze)}
                />
              </label>`:d}
        <label class="button">
          ${Te}Add files
          <input
            class="visually-hidden"
            type="file"
            multiple
            accept=${this.rules.uploadTypes.join(",")}
            aria-describedby="hint"
            @change=${l(this,h,ze)}
          />
        </label>
        <span class="fine small muted">or drop them here</span>
      </div>
      <div class="hint" id="hint">
        ${this.hint||`Photos or PDFs, up to ${Lt(this.rules.uploadMaxBytes)} each.`}
      </div>
    </div>`},xi=function(e){let{id:r,fileName:o,side:a,previewUrl:s}=e,u=this.removedIds.includes(r),x=()=>l(this,h,Ci).call(this,e);return n`<li class=${u?"removed":""}>
      ${Pi(s,`${b(Re,a)} of the card`)}
      <div class="about">
        <p class="name" title=${o}>${o}</p>
        <p class="small muted">${u?"Removed when you save":b(Re,a)}</p>
      </div>
      ${u?n`<button type="button" class="quiet" aria-label="Undo: keep ${o}" @click=${x}>Undo</button>`:$i(o,x)}
    </li>`},Ei=function(e){let{key:r,file:o,state:a,message:s,preview:u}=e,x=a==="failed"||a==="rejected";return n`<li class=${x?"invalid":""}>
      ${Pi(u,"")}
      <div class="about">
        <p class="name" title=${o.name}>${o.name}</p>
        ${a==="sending"?Dt(e,o.name):d}
        ${x?n`<p class="error" role="alert">${E}${s}</p>`:d}
        ${a==="done"?l(this,h,Si).call(this,e):d}
        ${a==="failed"?n`<button type="button" aria-label="Send again: ${o.name}" @click=${()=>this.uploads.retry(r)}>
                Send again
              </button>`:d}
      </div>
      ${$i(o.name,()=>l(this,h,Ti).call(this,r))}
    </li>`},Si=function({key:e,file:r,side:o}){let a=s=>this.uploads.setSide(e,s.target.value);return n`<select aria-label="Side of ${r.name}" @change=${a}>
      ${Object.entries(Re).map(([s,u])=>n`<option value=${s} ?selected=${s===o}>${u}</option>`)}
    </select>`},Ci=async function({id:e,fileName:r}){this.uploads.toggleSaved(e),await l(this,h,We).call(this),[...this.renderRoot.querySelectorAll("button")].find(a=>a.ariaLabel?.endsWith(r))?.focus()},Ti=async function(e){this.uploads.remove(e),await l(this,h,We).call(this),this.renderRoot.querySelector("input[multiple]")?.focus()},We=async function(){await new Promise(requestAnimationFrame),await this.updateComplete},ze=function(e){let r=e.target;l(this,h,Ge).call(this,r.files),r.value=""},Ii=function(e){e.preventDefault(),this.isDragOver=!0},Ri=function(e){e.preventDefault(),this.isDragOver=!1,l(this,h,Ge).call(this,e.dataTransfer?.files)},Ge=function(e){this.uploads.add([...e??[]].slice(0,p(this,h,Qe)),this.saved)},S.shadowRootOptions={...T.shadowRootOptions,delegatesFocus:!0},S.styles=[...F,bi,Ft],c([y()],S.prototype,"label",2),c([y()],S.prototype,"hint",2),c([y()],S.prototype,"error",2),c([y({type:Boolean})],S.prototype,"camera",2),c([y({type:Boolean,reflect:!0})],S.prototype,"large",2),c([y({attribute:!1})],S.prototype,"uploads",2),c([y({attribute:!1})],S.prototype,"items",2),c([y({attribute:!1})],S.prototype,"removedIds",2),c([y({attribute:!1})],S.prototype,"saved",2),c([y({attribute:!1})],S.prototype,"rules",2),c([N()],S.prototype,"isDragOver",2),S=c([$("policybook-attachments")],S);function Pi(i,t){return i?n`<img class="thumb" src=${i} alt=${t} />`:n`<span class="thumb">${$t}</span>`}function $i(i,t){return n`<button type="button" class="square" aria-label="Remove ${i}" @click=${t}>
    ${vt}
  </button>`}var ki=["copay","deductible"],kr=/^(-?\d{1,8}(\.\d{1,2})?)?$/,Nr=["effectiveDate","endDate","policyholder.dateOfBirth"],Ar=/^(\d{4}-\d{2}-\d{2})?$/,$e=class i{constructor(t,e=new he(t&&Xe(t)),r=t?.payer?.name??""){this.policy=t,this.form=e,this.payerName=r}rebase(t){let e=this.form.changedNames.includes("payerId")?this.payerName:void 0;return new i(t,this.form.rebase(Xe(t)),e)}get hasPolicyholder(){return!["","SELF"].includes(this.form.get("relationship"))}get removesPolicyholder(){return this.form.get("relationship")==="SELF"&&this.policy?.policyholder!=null}validate(t){let e=t.filter(({required:a,inputField:s})=>a&&!this.policy&&!this.form.get(s).trim()),r=ki.filter(a=>!kr.test(Ai(this.form.get(a)))),o=Nr.filter(a=>this.#e(a)&&!Ar.test(this.form.get(a)));return[...e.map(({field:a,inputField:s})=>Ze(s,"REQUIRED",`${v[a]} is required.`)),...r.map(a=>Ze(a,"INVALID","Enter an amount in dollars, such as 25 or 25.50.")),...o.map(a=>Ze(a,"INVALID","Enter a date with a four-digit year."))]}#e(t){return this.hasPolicyholder||!t.startsWith("policyholder.")}toAddInput(t){return{clientId:t,...this.#t(this.form.toAddInput())}}toEditInput({id:t,version:e}){return{id:t,version:e,...this.#t(this.form.toEditInput())}}#t(t){let{policyholder:e,...r}=t;for(let o of ki)typeof r[o]=="string"&&(r[o]=Ai(r[o]));return this.hasPolicyholder&&e?{...r,policyholder:e}:this.removesPolicyholder?{...r,policyholder:null}:r}};function Di(i,t){let e=Ni(i),r=Ni(t);return Object.keys({...e,...r}).filter(a=>(e[a]??"")!==(r[a]??"")).map(a=>({field:a,before:e[a]||null,after:r[a]||null}))}function Me(i){return i==="payer"?"payerId":i}function Xe(i){let{policyholder:t}=i;return{type:i.type,relationship:i.relationship,payerId:i.payer?.id,insuranceType:i.insuranceType,memberId:i.memberId,planId:i.planId,groupId:i.groupId,copay:i.copay,deductible:i.deductible,effectiveDate:i.effectiveDate,endDate:i.endDate,employerOrSchool:i.employerOrSchool,"policyholder.firstName":t?.firstName,"policyholder.lastName":t?.lastName,"policyholder.dateOfBirth":t?.dateOfBirth,"policyholder.sex":t?.sex,"policyholder.address.line1":t?.address?.line1,"policyholder.address.line2":t?.address?.line2,"policyholder.address.city":t?.address?.city,"policyholder.address.state":t?.address?.state,"policyholder.address.postalCode":t?.address?.postalCode}}function Ni(i){let{payerId:t,...e}=Xe(i),r=i.attachments.map(({fileName:o})=>o).join(`
`);return{...e,payer:i.payer?.name,status:i.status,attachments:r}}function Ai(i){return i.trim().replace(/^\$\s*/,"").replaceAll(",","")}function Ze(i,t,e){return{code:t,message:e,field:["input",...i.split(".")]}}function Fi(i){let{loaded:t,latest:e,draft:r,timeZone:o}=i,a=r.policy?Di(t,r.policy):[],s=De(o);return n`<div class="notice warning form-errors conflict" role="alert" tabindex="-1">
    ${E}
    <div>
      <strong>${e?.actor??"Somebody else"} changed this policy while you were editing.</strong>
      ${e?n`<p class="small muted">${Ce(e.at,o)}</p>`:d}
      ${a.length?n`<ul>
              ${a.map(u=>n`<li>${Mt(u,s)} ${Dr(i,u)}</li>`)}
            </ul>`:n`<p>No field of this form is affected.</p>`}
      <p>Your changes are still in the form below. Save again to apply them.</p>
    </div>
  </div>`}function Dr({draft:i,timeZone:t,discardOwnValue:e},r){let{field:o}=r;if(!i.form.changedNames.includes(Me(o)))return d;let a=i.form.get(o),s=a?je(o,a,t):"empty",u=o==="payer"?i.payerName:s;return n`<span class="own-value">
    <span>Your value, <strong>${u}</strong>, replaces it.</span>
    <button
      type="button"
      class="quiet small"
      @click=${()=>{e(r)}}
    >
      Use their value
    </button>
  </span>`}function Li(i){let{policy:t,payerName:e,error:r}=i,o=t?.enteredPayerName?`The client entered \u201C${t.enteredPayerName}\u201D.`:"";return n`<div class="payer wide">
    <policybook-combobox
      id="payerId"
      class=${r?"invalid":""}
      label="Payer"
      required
      .text=${e}
      .error=${r}
      .hint=${o}
      .search=${i.search}
      @type=${({detail:a})=>i.onInput(a)}
      @choose=${({detail:a})=>i.onSelect({id:a.value,name:a.label})}
    ></policybook-combobox>
    <div class="row">
      ${t?.needsPayer?Lr(i):d}
      <button type="button" class="quiet small" @click=${i.onAddPayer}>Add a payer…</button>
    </div>
    ${t?.needsPayer&&t.enteredPayerName?Fr(i,t.enteredPayerName):d}
  </div>`}function Fr(i,t){let{payerId:e,payerName:r,rememberName:o}=i;return n`<label class="choice">
    <input
      type="checkbox"
      name="rememberEnteredName"
      ?disabled=${!e}
      .checked=${o&&e!==""}
      aria-describedby="remember-hint"
      @change=${s=>i.onRememberNameChange(s.target.checked)}
    />
    <span>
      Remember this name
      <span class="hint" id="remember-hint">
        ${e?`From now on \u201C${t}\u201D means ${r}.`:"Choose the payer first."}
      </span>
    </span>
  </label>`}function Lr({suggestions:i,payerId:t,onSelect:e}){return i.length?n`<span class="small muted" id="suggested">Suggestions:</span>
    <ul class="row chips" aria-labelledby="suggested">
      ${i.map(({payer:r})=>n`<li>
            <button type="button" class="chip" aria-pressed=${r.id===t} @click=${()=>e(r)}>
              ${r.name}
            </button>
          </li>`)}
    </ul>`:d}var Or=20;function Oi(i,t){return t?i.send(pt,{policyId:t}):i.send(nt,{})}async function Ke(i,t){return"id"in t?Ur(i,t):Mr(i,t)}async function Mr(i,t){let{addPolicy:e}=await i.send(st,{input:t});if(!e)throw new Error("addPolicy is null only with an error.");return{...e,policy:void 0,id:e.policy?.id,settledPolicies:[],changes:[]}}async function Ur(i,t){let{editPolicy:e}=await i.send(mt,{input:t});if(!e)throw new Error("editPolicy is null only with an error.");let r=e.policy??void 0;return{...e,policy:r,id:r?.id,endedPolicies:[]}}async function Mi(i,t){let{policy:e}=await i.send(Se,{policyId:t,first:1});return e?.history?.nodes[0]}async function Ui(i,t){let e={search:t,includeArchived:!1,first:Or},{payers:r}=await i.send(ft,e);return(r?.nodes??[]).map(({id:o,name:a,ediPayerId:s})=>({value:o,label:a,detail:s}))}var Je={code:"INVALID",message:"A file could not be uploaded. Send it again or remove it, then save.",field:["input","attachments"]},Ue=class{constructor(t){this.draft=new $e;this.rememberName=!1;this.isWaitingForUploads=!1;this.#t=new _;this.#e=t,this.data=new A(t,()=>this.#n()),this.mutation=new Ne(t),this.uploads=new Ut(t,()=>t.api),this.preview=new A(t,()=>Ke(t.api,{...this.#o,dryRun:!0})),this.latestChange=new A(t,()=>Mi(t.api,t.policyId)),t.addController(this)}#e;#t;hostConnected(){this.data.load()}hostUpdate(){let{data:t}=this.preview;t&&!this.mutation.isSaving&&this.#a(t)}async#n(){let t=await Oi(this.#e.api,this.#e.policyId);return this.draft=new $e(t.policy??void 0),t}get isDirty(){return this.draft.form.isDirty||this.uploads.isDirty}get errors(){return this.#t.all.length?this.#t:new _(this.preview.data?.userErrors)}get payerError(){return this.errors.messageFor("payerId")??this.#t.messageFor("rememberEnteredName")??""}get#i(){return this.data.data?.viewer?.policyForm.fields}get#o(){let{input:t,removedIds:e}=this.uploads,{policy:r}=this.draft;return r?{...this.draft.toEditInput(r),...t.length&&{addAttachments:t},...e.length&&{removeAttachmentIds:[...e]},...this.rememberName&&{rememberEnteredName:!0}}:{...this.draft.toAddInput(this.#e.clientId),attachments:t}}handleChange(t){this.#t=new _(this.#t.all.filter(e=>Et(e)!==t)),this.rejected=void 0,this.#e.requestUpdate(),!this.mutation.isSaving&&(this.#i&&!this.draft.validate(this.#i).length?this.preview.loadDebounced():this.preview.reset())}selectPayer({id:t,name:e}){this.draft.form.set("payerId",t),this.draft.payerName=e,this.handleChange("payerId")}setRememberName(t){this.rememberName=t,this.handleChange("rememberEnteredName")}resetField(t){this.draft.form.reset(t),t==="payerId"&&(this.draft.payerName=this.draft.policy?.payer?.name??""),this.handleChange(t)}async save(t){if(!this.#i||this.isWaitingForUploads||this.mutation.isSaving)return;let e=this.draft.validate(this.#i);if(e.length)return this.#r(e);let r=await this.#s();if(t())return;if(!r)return this.#r([Je]);this.preview.cancel();let o=await this.mutation.save(this.#o,a=>Ke(this.#e.api,a));return o?(this.#a(o),o.userErrors.length?this.#r(o.userErrors,o):o):"unconfirmed"}async#s(){this.isWaitingForUploads=this.uploads.isSending,this.#e.requestUpdate();let t=await this.uploads.settled();return this.isWaitingForUploads=!1,this.#e.requestUpdate(),t}#r(t,e){return this.#t=new _(t),this.rejected=e,this.uploads.renew(t),this.#e.requestUpdate(),"rejected"}#a({policy:t,userErrors:e}){!t||!new _(e).has("CONFLICT")||(this.loadedPolicy??=this.draft.policy,this.draft=this.draft.rebase(t),this.preview.reset(),this.preview.loadDebounced(),this.latestChange.load())}};var _r={TYPE:U,RELATIONSHIP:ie,INSURANCE_TYPE:te},Hr={RELATIONSHIP:"Client\u2019s relationship to policyholder"},Br={COPAY:"Per visit.",DEDUCTIBLE:"Per year.",END_DATE:"The last day of coverage."},Yr={firstName:"First name",lastName:"Last name",dateOfBirth:"Date of birth",sex:"Sex","address.line1":"Street address","address.line2":"Apartment","address.city":"City","address.state":"State","address.postalCode":"ZIP code"};function _i({policyholderFields:i}){return i.map(({inputField:t})=>`policyholder.${t}`)}function Hi(i,t,e,r){return n`<div class="fields">
    ${t.fields.map(o=>o.field==="ATTACHMENTS"?d:o.field==="PAYER"?r():o.field!=="POLICYHOLDER"?Vr(i,o):e.hasPolicyholder?jr(i,t.policyholderFields):d)}
  </div>`}function Vr(i,t){let{field:e,kind:r,inputField:o,required:a,maxLength:s,options:u}=t,x=Hr[e]??v[e],me={name:o,label:x,hint:Br[e],required:a,maxLength:s},Ee=_r[e];return Ee?Be(i,me,Bi(Ee,u)):r==="DATE"?ge(i,me):r==="AMOUNT"?Rt(i,me):He(i,{...me,wide:e==="EMPLOYER_OR_SCHOOL"})}function jr(i,t){return n`<fieldset class="policyholder wide">
    <legend>Policyholder <span class="optional">You can complete this later. A claim needs all of it.</span></legend>
    <div class="fields">${t.map(e=>qr(i,e))}</div>
  </fieldset>`}function qr(i,{inputField:t,kind:e,maxLength:r,options:o}){let a=b(Yr,t),s={name:`policyholder.${t}`,label:a,maxLength:r,hideOptional:!0};return o?Be(i,s,Bi(Ie,o)):e==="DATE"?ge(i,s):He(i,s)}function Bi(i,t){return Object.fromEntries((t??Object.keys(i)).map(e=>[e,i[e]??e]))}function Yi(i,t,e){let{preview:r,mutation:o,draft:a,isWaitingForUploads:s}=i,{data:u}=r,x=o.error?Ct(o.error,t):u&&!u.userErrors.length?ni(u,a):d;return n`<div slot="actions" class="preview" aria-live="polite">${x}</div>
    <button slot="actions" type="button" @click=${e}>Cancel</button>
    <button
      slot="actions"
      type="submit"
      form="form"
      class="primary"
      aria-busy=${s||o.isSaving}
    >
      ${s?"Sending files\u2026":"Save"}
    </button>`}function Vi(i,t){return n`<p slot="actions" class="preview" role="alert"><strong>You have unsaved changes.</strong></p>
    <button slot="actions" type="button" @click=${i}>Discard changes</button>
    <button slot="actions" type="button" id="keep" class="primary" @click=${t}>Keep editing</button>`}var ji=k`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 24px 28px;
    align-items: start;
  }

  .main {
    display: grid;
    gap: 18px;
    min-width: 0;
  }

  .main .fields {
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
  }

  aside {
    position: sticky;
    top: 0;
  }

  .payer {
    display: grid;
    gap: 6px;
  }

  .payer .quiet {
    margin-left: -8px;
  }

  .payer .choice {
    margin-top: 4px;
  }

  .choice .hint {
    display: block;
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  button.small {
    min-height: 32px;
    padding-inline: 8px;
    font-size: 0.875rem;
  }

  button.chip {
    min-height: 32px;
    padding: 2px 12px;
    border-radius: 999px;
    font-size: 0.875rem;
    font-weight: 500;
  }

  button.chip[aria-pressed="true"] {
    border-color: var(--pb-accent);
    color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  .policyholder {
    padding: 14px 16px 16px;
    border: 1px solid var(--pb-line);
    border-radius: 10px;
    background: var(--pb-ground);
  }

  .policyholder legend {
    float: left;
    width: 100%;
    margin-bottom: 12px;
  }

  .policyholder .optional {
    margin-left: 6px;
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--pb-muted);
  }

  .policyholder .fields {
    clear: both;
    grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
  }

  .conflict ul {
    margin: 6px 0;
  }

  del {
    color: var(--pb-muted);
  }

  .own-value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
  }

  .preview {
    display: grid;
    flex: 1 1 100%;
    gap: 8px;
    max-height: 28dvh;
    overflow-y: auto;
    font-size: 0.875rem;
  }

  .preview:empty {
    display: none;
  }

  @media (width <= 800px) {
    form {
      grid-template-columns: minmax(0, 1fr);
    }

    aside {
      position: static;
    }
  }
`;var g,de,we,m,Qi,Wi,zi,Gi,Zi,Xi,Ki,Ji,et,tt,er,tr,_e,ir,rr,it,rt,Y=class extends T{constructor(){super(...arguments);f(this,m);this.clientId="";this.policyId="";this.isConfirmingClose=!1;this.isAddingPayer=!1;f(this,g,new Ue(this));f(this,de,"");f(this,we)}render(){let{policy:e}=p(this,g).draft,r=this.policyId?`Edit ${e?P(e):"policy"}`:"Add a policy";return n`<policybook-dialog wide heading=${r} @close=${l(this,m,_e)}>
        ${D(p(this,g).data,o=>l(this,m,Qi).call(this,o))}
        ${this.isConfirmingClose?Vi(()=>l(this,m,_e).call(this),()=>l(this,m,rr).call(this)):Yi(p(this,g),()=>l(this,m,tt).call(this),()=>l(this,m,_e).call(this))}
      </policybook-dialog>
      ${this.isAddingPayer?l(this,m,Xi).call(this):d}`}};g=new WeakMap,de=new WeakMap,we=new WeakMap,m=new WeakSet,Qi=function({viewer:e,policy:r}){return!e||r===null?fe("Policy not found","It does not exist, or you have no access."):l(this,m,Wi).call(this,e,r)},Wi=function(e,r){let{draft:o,errors:a,mutation:s}=p(this,g),u={form:o.form,errors:a,onChange:x=>p(this,g).handleChange(x)};return n`<form
      id="form"
      novalidate
      ?inert=${s.isSaving}
      @submit=${l(this,m,er)}
      @focusin=${l(this,m,tr)}
    >
      <div class="main">
        ${l(this,m,Ki).call(this,e)} ${l(this,m,Ji).call(this)} ${l(this,m,zi).call(this,e)}
        ${Hi(u,e.policyForm,o,()=>l(this,m,Zi).call(this,r))}
      </div>
      <aside>${l(this,m,Gi).call(this,e)}</aside>
    </form>`},zi=function({policyForm:e}){let{draft:r,errors:o}=p(this,g),a=[...e.fields.map(({inputField:u})=>u),...r.hasPolicyholder?_i(e):[]],s=o.all.filter(u=>!qi(u)&&!Qr(u));return oe(new _(s),a)},Gi=function({policyForm:e}){let{draft:r,errors:o,uploads:a}=p(this,g),s=o.all.find(u=>qi(u)&&(u!==Je||a.hasFailed));return n`<policybook-attachments
      large
      class=${s?"invalid":""}
      .error=${s?.message??""}
      .uploads=${a}
      .items=${a.items}
      .removedIds=${a.removedIds}
      .saved=${r.policy?.attachments??[]}
      .rules=${e}
    ></policybook-attachments>`},Zi=function(e){let{draft:r,rememberName:o,payerError:a}=p(this,g);return Li({policy:r.policy,suggestions:e?.payerSuggestions??[],payerId:r.form.get("payerId"),payerName:r.payerName,error:a,rememberName:o,search:s=>Ui(this.api,s),onSelect:s=>l(this,m,et).call(this,s),onInput:s=>J(this,de,s),onRememberNameChange:s=>p(this,g).setRememberName(s),onAddPayer:()=>this.isAddingPayer=!0})},Xi=function(){return n`<policybook-payer-form
      .api=${this.api}
      .name=${p(this,de)||(p(this,g).draft.policy?.enteredPayerName??"")}
      @saved=${({detail:e})=>l(this,m,et).call(this,e)}
      @close=${()=>this.isAddingPayer=!1}
    ></policybook-payer-form>`},Ki=function({practice:{timeZone:e}}){let{loadedPolicy:r,latestChange:o,draft:a}=p(this,g);return r?Fi({loaded:r,latest:o.data,draft:a,timeZone:e,discardOwnValue:({field:s})=>p(this,g).resetField(Me(s))}):d},Ji=function(){let{rejected:e}=p(this,g),r=e&&di(e);return r?n`<div class="notice danger form-errors" role="alert" tabindex="-1">
      ${E}
      <p><strong>The chart already has this policy.</strong><br />${r}</p>
    </div>`:d},et=function(e){this.isAddingPayer=!1,J(this,de,""),p(this,g).selectPayer(e)},tt=async function(){let e=await p(this,g).save(()=>!this.isConnected||this.isConfirmingClose);if(e){if(e==="unconfirmed")return l(this,m,it).call(this);if(e==="rejected"){await this.updateComplete,St(this.renderRoot);return}ye(this,"policybook-toast",si(e,p(this,g).draft)),ye(this,"policybook-saved",e.id),l(this,m,rt).call(this)}},er=function(e){e.preventDefault(),l(this,m,tt).call(this)},tr=function({target:e}){J(this,we,e)},_e=function(){p(this,g).mutation.isSaving||(p(this,g).isDirty&&!this.isConfirmingClose?l(this,m,ir).call(this):l(this,m,rt).call(this))},ir=async function(){this.isConfirmingClose=!0,await this.updateComplete,this.renderRoot.querySelector("#keep")?.focus()},rr=async function(){this.isConfirmingClose=!1,await l(this,m,it).call(this)},it=async function(){await this.updateComplete;let e=this.shadowRoot;e?.activeElement||(p(this,we)?.focus(),e?.activeElement||e?.querySelector("policybook-dialog")?.focus())},rt=function(){this.dispatchEvent(new CustomEvent("close"))},Y.styles=[...F,ji],c([y({attribute:!1})],Y.prototype,"api",2),c([y({attribute:"client-id"})],Y.prototype,"clientId",2),c([y({attribute:"policy-id"})],Y.prototype,"policyId",2),c([N()],Y.prototype,"isConfirmingClose",2),c([N()],Y.prototype,"isAddingPayer",2),Y=c([$("policybook-policy-form")],Y);function qi({field:i}){return["attachments","addAttachments","removeAttachmentIds"].includes(i?.[1]??"")}function Qr({code:i}){return i==="CONFLICT"||i==="DUPLICATE_POLICY"}var ce,K,or,ot,z=class extends T{constructor(){super(...arguments);f(this,K);this.timeZone="UTC";f(this,ce,new Ht(this,async(e,r)=>{let{policy:o}=await this.api.send(Se,{policyId:this.policy.id,first:e,after:r});return o?.history}))}connectedCallback(){super.connectedCallback(),p(this,ce).query.load()}render(){return n`<policybook-dialog heading="History of ${P(this.policy)}" @close=${l(this,K,ot)}>
      <div class="stack">
        ${D(p(this,ce).query,({rows:e})=>l(this,K,or).call(this,e))} ${Bt(p(this,ce))}
      </div>
      <button slot="actions" type="button" @click=${l(this,K,ot)}>Close</button>
    </policybook-dialog>`}};ce=new WeakMap,K=new WeakSet,or=function(e){let r=new Map(e.map(o=>[o.id,Wr(o)]));return Ot(e,this.timeZone,{...De(this.timeZone),detail:o=>r.get(o)})},ot=function(){this.dispatchEvent(new CustomEvent("close"))},z.styles=[...F,_t],c([y({attribute:!1})],z.prototype,"api",2),c([y({attribute:!1})],z.prototype,"policy",2),c([y({attribute:"time-zone"})],z.prototype,"timeZone",2),z=c([$("policybook-policy-history")],z);function Wr({cause:i,causedBy:t}){return i!=="ENDED_BY_NEW_PRIMARY"||!t?.effectiveDate?d:n`<p class="small">A Primary that takes effect on ${w(t.effectiveDate)} was added.</p>`}var xe,pe,C,ar,nr,sr,lr,at,dr,cr,G=class extends xt{constructor(){super(...arguments);f(this,C);this.clientId="";this.isAddingPolicy=!1;f(this,xe,new A(this,()=>this.requireApi().send(lt,{clientId:this.clientId})));f(this,pe,new Ne(this));this.queries=[p(this,xe)]}get canLoad(){return this.clientId!==""}willUpdate(e){e.has("clientId")&&l(this,C,at).call(this),super.willUpdate(e)}renderContent(){return n`<div class="widget" @policybook-action=${l(this,C,dr)}>
      ${D(p(this,xe),e=>l(this,C,ar).call(this,e))}
    </div>`}};xe=new WeakMap,pe=new WeakMap,C=new WeakSet,ar=function(e){let{client:r,viewer:o}=e;if(!r||!o)return fe("Client not found","The client does not exist, or you have no access.");let a=gt(o.practice.timeZone);return n`
      ${l(this,C,nr).call(this,r)}
      <div class="columns">
        <div class="stack">${zr(r)} ${l(this,C,sr).call(this,r,a)} ${Gr(r)}</div>
        <aside>
          <policybook-claim-options
            client-id=${r.id}
            today=${a}
            .api=${this.requireApi()}
            .chart=${e}
          ></policybook-claim-options>
        </aside>
      </div>
      ${l(this,C,lr).call(this,r,o.practice.timeZone)}
    `},nr=function({displayName:e,dateOfBirth:r,viewerCanAddPolicy:o}){return n`<header class="spread">
      <div>
        <h2>Insurance</h2>
        <p class="muted">${e}${r?n` · born ${w(r)}`:d}</p>
      </div>
      ${o?n`<button type="button" class="primary" @click=${()=>this.isAddingPolicy=!0}>
              ${Te}Add Policy
            </button>`:d}
    </header>`},sr=function(e,r){let[o]=e.policies.flatMap(({effectiveDate:a})=>a??[]).sort();return o?n`<section class="card timeline" aria-labelledby="coverage">
      <h3 id="coverage">Coverage</h3>
      <policybook-coverage-timeline
        client-id=${e.id}
        since=${o}
        today=${r}
        .api=${this.requireApi()}
        .chart=${e}
      ></policybook-coverage-timeline>
    </section>`:d},lr=function({id:e},r){let o=this.requireApi(),a=()=>l(this,C,at).call(this),s=Ee=>n`<policybook-policy-form
        client-id=${e}
        policy-id=${Ee}
        .api=${o}
        @close=${a}
      ></policybook-policy-form>`;if(this.isAddingPolicy)return s("");if(!this.openAction)return d;let{policy:u,action:x}=this.openAction;return{edit:()=>s(u.id),"make-inactive":()=>n`<policybook-make-inactive .api=${o} .policy=${u} @close=${a}></policybook-make-inactive>`,"make-active":()=>n`<policybook-make-active .api=${o} .policy=${u} @close=${a}></policybook-make-active>`,history:()=>n`<policybook-policy-history
          time-zone=${r}
          .api=${o}
          .policy=${u}
          @close=${a}
        ></policybook-policy-history>`}[x]?.()??d},at=function(){this.openAction=void 0,this.isAddingPolicy=!1},dr=function({detail:e}){e.action==="mark-reviewed"?l(this,C,cr).call(this,e.policy):this.openAction=e},cr=async function({id:e,version:r}){if(p(this,pe).isSaving)return;let o=await p(this,pe).save({id:e,version:r},async s=>(await this.requireApi().send(ht,{input:s})).markPolicyReviewed),[a]=o?.userErrors??[];if(o&&!a){this.showToast("Marked reviewed."),this.handleSaved(e);return}this.showToast(a?.message??(p(this,pe).error?.message||"Something went wrong.")),this.refresh()},G.styles=[...Tt,Yt],c([y({attribute:"client-id"})],G.prototype,"clientId",2),c([N()],G.prototype,"openAction",2),c([N()],G.prototype,"isAddingPolicy",2),G=c([$("chart-insurance")],G);function zr({policies:i}){let t=i.filter(({needsPayer:o})=>o).length,e=i.filter(({needsReview:o})=>o).length,r=[t&&`${V(t,"policy needs","policies need")} a payer`,e&&`${V(e,"policy needs","policies need")} a review`].filter(Boolean);return r.length?n`<div class="notice warning">
    ${E}
    <p><strong>To do:</strong> ${r.join(" \xB7 ")}</p>
  </div>`:d}function Gr({policies:i}){return i.length?n`<ul class="stack" aria-label="Policies">
    ${ue(i,({id:t})=>t,t=>n`<li>
          <policybook-policy-card data-id=${t.id} .policy=${t}></policybook-policy-card>
        </li>`)}
  </ul>`:fe("No insurance yet","Add the first policy, or ask the client to add it in the portal.")}export{G as ChartInsurance};
