import{$ as B,Ja as j,La as _,Q as F,a as d,b as v,ba as D,c as T,d as M,e as l,f as k,g as $,h,ia as R,j as c,ja as S,k as E,ka as N,l as u,m as y,q}from"./shared-LZMPANJB.js";function ce(s,t){return t?h`<div>
    <dt>${s}</dt>
    <dd>${t}</dd>
  </div>`:c}var H=$`
  .box {
    position: relative;
  }

  .box > .icon {
    position: absolute;
    inset: 11px 12px auto auto;
    color: var(--pb-muted);
    pointer-events: none;
  }

  input {
    padding-right: 38px !important;
  }

  ul {
    position: absolute;
    inset: calc(100% + 4px) 0 auto;
    z-index: 6;
    max-height: 264px;
    padding: 6px;
    overflow-y: auto;
    box-shadow: var(--pb-shadow-high);
  }

  li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
    padding: 8px 10px;
    border-radius: 6px;
    cursor: pointer;
  }

  li:hover,
  li[aria-selected="true"] {
    background: var(--pb-accent-tint);
  }
`;var te=180,g,b,n,z,C,K,W,U,Y,G,V,I,X,O,o=class extends E{constructor(){super(...arguments);T(this,n);this.label="";this.hint="";this.error="";this.text="";this.required=!1;this.free=!1;this.hideOptional=!1;this.maxLength=200;this.search=()=>Promise.resolve([]);this.options=[];this.isOpen=!1;this.hasSearchFailed=!1;this.activeIndex=-1;T(this,g,0);T(this,b,0)}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(v(this,g))}render(){let e=this.isOpen&&this.options.length>0,i=!this.required&&!this.hideOptional;return h`<div class="field ${this.error?"invalid":""}">
      <label for="input">
        ${this.label}${i?h` <span class="optional">(optional)</span>`:c}
      </label>
      <div class="box">
        ${l(this,n,z).call(this,e)} ${D}
        <ul id="list" role="listbox" aria-label=${this.label} class="card" ?hidden=${!e}>
          ${this.options.map((r,p)=>l(this,n,C).call(this,r,p))}
        </ul>
      </div>
      ${this.hint?h`<div class="hint" id="hint">${this.hint}</div>`:c}
      ${this.error?h`<div class="error" id="error">${B}${this.error}</div>`:c}
      <div class="visually-hidden" role="status">${this.isOpen?v(this,n,K):""}</div>
    </div>`}};g=new WeakMap,b=new WeakMap,n=new WeakSet,z=function(e){let i=[this.hint&&"hint",this.error&&"error"].filter(Boolean).join(" ");return h`<input
      id="input"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      maxlength=${this.maxLength}
      aria-autocomplete="list"
      aria-expanded=${e}
      aria-controls="list"
      aria-activedescendant=${e&&this.activeIndex>=0?`option-${this.activeIndex}`:c}
      aria-describedby=${i||c}
      aria-invalid=${this.error?"true":c}
      ?required=${this.required}
      .value=${_(this.typedText??this.text)}
      @input=${l(this,n,W)}
      @focus=${()=>l(this,n,U).call(this,"",0)}
      @blur=${l(this,n,X)}
      @keydown=${l(this,n,G)}
    />`},C=function(e,i){return h`<li
      id="option-${i}"
      role="option"
      aria-selected=${i===this.activeIndex}
      @pointerdown=${ie}
      @click=${()=>l(this,n,I).call(this,e)}
    >
      <span>${e.label}</span>${e.detail?h`<small class="muted">${e.detail}</small>`:c}
    </li>`},K=function(){return this.hasSearchFailed?"The suggestions could not be loaded.":`${this.options.length} suggestions`},W=function(e){this.typedText=e.target.value,this.dispatchEvent(new CustomEvent("type",{detail:this.typedText})),l(this,n,U).call(this,this.typedText,te)},U=function(e,i){clearTimeout(v(this,g));let r=++k(this,b)._;M(this,g,window.setTimeout(()=>{l(this,n,Y).call(this,e,r)},i))},Y=async function(e,i){let r=await this.search(e).catch(()=>{});i===v(this,b)&&(this.options=r??[],this.hasSearchFailed=!r,this.isOpen=!0,this.activeIndex=-1)},G=function(e){let i=this.options[this.activeIndex];e.key==="ArrowDown"||e.key==="ArrowUp"?(e.preventDefault(),l(this,n,V).call(this,e.key==="ArrowDown"?1:-1)):e.key==="Enter"&&this.isOpen&&i?(e.preventDefault(),l(this,n,I).call(this,i)):e.key==="Escape"&&this.isOpen&&(e.preventDefault(),e.stopPropagation(),l(this,n,O).call(this))},V=function(e){if(!this.isOpen){l(this,n,U).call(this,this.typedText??"",0);return}this.activeIndex=(this.activeIndex+e+this.options.length)%this.options.length,this.renderRoot.querySelector(`#option-${this.activeIndex}`)?.scrollIntoView({block:"nearest"})},I=function(e){this.text=e.label,this.typedText=void 0,l(this,n,O).call(this),this.dispatchEvent(new CustomEvent("choose",{detail:e}))},X=function(){l(this,n,O).call(this),this.free&&(this.text=this.typedText??this.text),this.typedText=void 0},O=function(){clearTimeout(v(this,g)),k(this,b)._++,this.isOpen=!1,this.activeIndex=-1},o.shadowRootOptions={...E.shadowRootOptions,delegatesFocus:!0},o.styles=[...j,H],d([u()],o.prototype,"label",2),d([u()],o.prototype,"hint",2),d([u()],o.prototype,"error",2),d([u()],o.prototype,"text",2),d([u({type:Boolean})],o.prototype,"required",2),d([u({type:Boolean})],o.prototype,"free",2),d([u({type:Boolean,attribute:"hide-optional"})],o.prototype,"hideOptional",2),d([u({type:Number})],o.prototype,"maxLength",2),d([u({attribute:!1})],o.prototype,"search",2),d([y()],o.prototype,"typedText",2),d([y()],o.prototype,"options",2),d([y()],o.prototype,"isOpen",2),d([y()],o.prototype,"hasSearchFailed",2),d([y()],o.prototype,"activeIndex",2),o=d([F("policybook-combobox")],o);function ie(s){s.preventDefault()}function Ue({progress:s},t){return h`<progress max="1" .value=${s} aria-label="Sending ${t}"></progress>
    <p class="small muted">${s<1?`${Math.round(s*100)}% sent`:"Checking the file\u2026"}</p>`}var Ee=$`
  progress {
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    accent-color: var(--pb-accent);
    background: var(--pb-line);
  }

  progress::-webkit-progress-bar {
    background: var(--pb-line);
  }

  progress::-webkit-progress-value {
    background: var(--pb-accent);
    transition: width 0.2s;
  }

  progress::-moz-progress-bar {
    background: var(--pb-accent);
  }
`;var se={heic:"image/heic",heif:"image/heic",pdf:"application/pdf"};function A({type:s,name:t}){if(s==="image/heif")return"image/heic";let e=t.split(".").at(-1)?.toLowerCase()??"";return s||(se[e]??"")}function Q(s,t){if(!t.uploadTypes.includes(A(s)))return`This must be ${ne(t.uploadTypes)}.`;if(!(s.size>0&&s.size<=t.uploadMaxBytes))return`A file can have 1 byte to ${re(t.uploadMaxBytes)}.`}function re(s){return`${s/1024**2} MB`}function ne(s){let t=new Intl.ListFormat("en-GB",{type:"disjunction"}),e=s.filter(r=>r.startsWith("image/")).map(J),i=s.filter(r=>!r.startsWith("image/")).map(r=>`a ${J(r)}`);return t.format([...e.length?[`a photo (${t.format(e)})`]:[],...i])}function J(s){return s==="image/webp"?"WebP":(s.split("/").at(-1)??s).toUpperCase()}var m=class extends R{},oe=6e4;function P(s,t,e,i){return new Promise((r,p)=>{let a=new XMLHttpRequest,f=()=>p(new S("The connection was lost."));if(i.aborted)return void f();let x=0,w=()=>{clearTimeout(x),x=window.setTimeout(()=>a.abort(),oe)};a.open("PUT",s),a.upload.onprogress=({loaded:ee,total:L})=>{w(),e(L?ee/L:0)},a.onload=()=>{a.status===200?r(!0):a.status===404?r(!1):a.status===422?p(new m(ae(a.responseText))):f()},a.onerror=f,a.onabort=f,a.onloadend=()=>clearTimeout(x),i.addEventListener("abort",()=>a.abort()),w(),a.send(t)})}function ae(s){let t="This file cannot be uploaded.";try{let{errors:e}=JSON.parse(s);return e[0]?.message??t}catch{return t}}var de=["image/jpeg","image/png","image/webp"],le=100,Z=class{constructor(t,e,i=()=>{}){this.items=[];this.removedIds=[];this.#i=new Map;this.#a=new Map;this.#h=0;this.#r=!1;this.#d=()=>{for(let t of this.items)t.state==="failed"&&this.#s(t)};this.#e=t,this.#n=e,this.#o=i,t.addController(this)}#e;#n;#o;#i;#a;#h;#r;hostConnected(){this.#r=!1,addEventListener("online",this.#d)}hostDisconnected(){removeEventListener("online",this.#d);for(let{key:t}of this.items)this.#p(t);this.items=[],this.#r=!0}add(t,e=[],i){for(let r of t){let p={key:this.#h++,file:r,side:i??this.#c(e),state:"sending",progress:0,message:"",preview:de.includes(r.type)?URL.createObjectURL(r):void 0};this.items=[...this.items,p],this.#s(p)}this.#e.requestUpdate()}#c(t){let e=[...this.items,...t.filter(({id:i})=>!this.removedIds.includes(i))].map(({side:i})=>i);return["FRONT","BACK"].find(i=>!e.includes(i))??"OTHER"}retry(t){let e=this.#l(t);e&&e.state!=="sending"&&this.#s(e)}remove(t){this.#p(t),this.items=this.items.filter(e=>e.key!==t),this.#e.requestUpdate()}toggleSaved(t){let e=this.removedIds.includes(t);this.removedIds=e?this.removedIds.filter(i=>i!==t):[...this.removedIds,t],this.#e.requestUpdate()}setSide(t,e){this.#t(t,{side:e})}get isSending(){return this.items.some(({state:t})=>t==="sending")}get hasFailed(){return this.items.some(({state:t})=>t==="failed"||t==="rejected")}get isDirty(){return this.items.length+this.removedIds.length>0}get input(){return this.items.flatMap(({key:t,side:e,state:i})=>{let r=this.#i.get(t);return i==="done"&&r?[{uploadId:r.id,side:e}]:[]})}async settled(){for(;this.isSending;)await new Promise(t=>setTimeout(t,le));return!this.#r&&!this.hasFailed}renew(t){if(t.some(({code:e})=>e==="UPLOAD_MISSING")){this.#i.clear();for(let e of this.items)this.#s(e)}}async#s(t){let{key:e}=t,i=new AbortController;this.#a.set(e,i),this.#t(e,{state:"sending",progress:0,message:""});try{await this.#u(t,i.signal),this.#t(e,{state:"done",progress:1})}catch(r){if(i.signal.aborted)return;if(!(r instanceof R))throw r;let p=r instanceof m?"rejected":"failed";this.#t(e,{state:p,message:pe(r)})}}async#u(t,e){let i=this.#o(),r=i&&Q(t.file,i);if(r)throw new m(r);let p=this.#i.get(t.key),a=w=>{this.#t(t.key,{progress:w})};if(p&&await P(p.url,t.file,a,e))return;let f=await this.#m(t);if(this.#i.set(t.key,f),!await P(f.url,t.file,a,e))throw new S("The upload has expired.")}async#m({file:t}){let e={fileName:t.name||"photo",contentType:A(t),byteSize:t.size},{createUpload:i}=await this.#n().send(q,{input:e});if(i?.upload)return i.upload;throw new m(i?.userErrors[0]?.message??"This file cannot be uploaded.")}#d;#l(t){return this.items.find(e=>e.key===t)}#t(t,e){this.items=this.items.map(i=>i.key===t?{...i,...e}:i),this.#e.requestUpdate()}#p(t){this.#a.get(t)?.abort();let e=this.#l(t)?.preview;e&&URL.revokeObjectURL(e)}};function pe(s){return s instanceof m?s.message:s instanceof N?"Your session has ended.":"The connection was lost."}export{ce as a,Ue as b,Ee as c,re as d,Z as e};
