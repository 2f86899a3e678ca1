var Et=Object.defineProperty;var Pt=Object.getOwnPropertyDescriptor;var _e=n=>{throw TypeError(n)};var B=(n,e,t,r)=>{for(var i=r>1?void 0:r?Pt(e,t):e,s=n.length-1,o;s>=0;s--)(o=n[s])&&(i=(r?o(e,t,i):o(i))||i);return r&&i&&Et(e,t,i),i};var fe=(n,e,t)=>e.has(n)||_e("Cannot "+t);var Ct=(n,e,t)=>(fe(n,e,"read from private field"),t?t.call(n):e.get(n)),Xt=(n,e,t)=>e.has(n)?_e("Cannot add the same private member more than once"):e instanceof WeakSet?e.add(n):e.set(n,t),It=(n,e,t,r)=>(fe(n,e,"write to private field"),r?r.call(n,t):e.set(n,t),t),en=(n,e,t)=>(fe(n,e,"access private method"),t);var tn=(n,e,t,r)=>({set _(i){It(n,e,i,t)},get _(){return Ct(n,e,r)}});var ve=globalThis,Re=n=>n,ee=ve.trustedTypes,Ne=ee?ee.createPolicy("lit-html",{createHTML:n=>n}):void 0,xe="$lit$",P=`lit$${Math.random().toFixed(9).slice(2)}$`,Ae="?"+P,wt=`<${Ae}>`,N=document,Q=()=>N.createComment(""),Y=n=>n===null||typeof n!="object"&&typeof n!="function",Ee=Array.isArray,Le=n=>Ee(n)||typeof n?.[Symbol.iterator]=="function",be=`[ 	
\f\r]`,q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ke=/-->/g,Me=/>/g,_=RegExp(`>|${be}(?:([^\\s"'>=/]+)(${be}*=${be}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Oe=/'/g,Ue=/"/g,Ve=/^(?:script|style|textarea|title)$/i,Pe=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),c=Pe(1),b=Pe(2),rn=Pe(3),x=Symbol.for("lit-noChange"),u=Symbol.for("lit-nothing"),Fe=new WeakMap,R=N.createTreeWalker(N,129);function He(n,e){if(!Ee(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ne!==void 0?Ne.createHTML(e):e}var Be=(n,e)=>{let t=n.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=q;for(let l=0;l<t;l++){let a=n[l],g,h,d=-1,m=0;for(;m<a.length&&(o.lastIndex=m,h=o.exec(a),h!==null);)m=o.lastIndex,o===q?h[1]==="!--"?o=ke:h[1]!==void 0?o=Me:h[2]!==void 0?(Ve.test(h[2])&&(i=RegExp("</"+h[2],"g")),o=_):h[3]!==void 0&&(o=_):o===_?h[0]===">"?(o=i??q,d=-1):h[1]===void 0?d=-2:(d=o.lastIndex-h[2].length,g=h[1],o=h[3]===void 0?_:h[3]==='"'?Ue:Oe):o===Ue||o===Oe?o=_:o===ke||o===Me?o=q:(o=_,i=void 0);let y=o===_&&n[l+1].startsWith("/>")?" ":"";s+=o===q?a+wt:d>=0?(r.push(g),a.slice(0,d)+xe+a.slice(d)+P+y):a+P+(d===-2?l:y)}return[He(n,s+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},j=class n{constructor({strings:e,_$litType$:t},r){let i;this.parts=[];let s=0,o=0,l=e.length-1,a=this.parts,[g,h]=Be(e,t);if(this.el=n.createElement(g,r),R.currentNode=this.el.content,t===2||t===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=R.nextNode())!==null&&a.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(xe)){let m=h[o++],y=i.getAttribute(d).split(P),f=/([.?@])?(.*)/.exec(m);a.push({type:1,index:s,name:f[2],strings:y,ctor:f[1]==="."?ne:f[1]==="?"?re:f[1]==="@"?ie:M}),i.removeAttribute(d)}else d.startsWith(P)&&(a.push({type:6,index:s}),i.removeAttribute(d));if(Ve.test(i.tagName)){let d=i.textContent.split(P),m=d.length-1;if(m>0){i.textContent=ee?ee.emptyScript:"";for(let y=0;y<m;y++)i.append(d[y],Q()),R.nextNode(),a.push({type:2,index:++s});i.append(d[m],Q())}}}else if(i.nodeType===8)if(i.data===Ae)a.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(P,d+1))!==-1;)a.push({type:7,index:s}),d+=P.length-1}s++}}static createElement(e,t){let r=N.createElement("template");return r.innerHTML=e,r}};function k(n,e,t=n,r){if(e===x)return e;let i=r!==void 0?t._$Co?.[r]:t._$Cl,s=Y(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(n),i._$AT(n,t,r)),r!==void 0?(t._$Co??=[])[r]=i:t._$Cl=i),i!==void 0&&(e=k(n,i._$AS(n,e.values),i,r)),e}var te=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:r}=this._$AD,i=(e?.creationScope??N).importNode(t,!0);R.currentNode=i;let s=R.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let g;a.type===2?g=new O(s,s.nextSibling,this,e):a.type===1?g=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(g=new se(s,this,e)),this._$AV.push(g),a=r[++l]}o!==a?.index&&(s=R.nextNode(),o++)}return R.currentNode=N,i}p(e){let t=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,t),t+=r.strings.length-2):r._$AI(e[t])),t++}},O=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,r,i){this.type=2,this._$AH=u,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=k(this,e,t),Y(e)?e===u||e==null||e===""?(this._$AH!==u&&this._$AR(),this._$AH=u):e!==this._$AH&&e!==x&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Le(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==u&&Y(this._$AH)?this._$AA.nextSibling.data=e:this.T(N.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=j.createElement(He(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(t);else{let s=new te(i,this),o=s.u(this.options);s.p(t),this.T(o),this._$AH=s}}_$AC(e){let t=Fe.get(e.strings);return t===void 0&&Fe.set(e.strings,t=new j(e)),t}k(e){Ee(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,r,i=0;for(let s of e)i===t.length?t.push(r=new n(this.O(Q()),this.O(Q()),this,this.options)):r=t[i],r._$AI(s),i++;i<t.length&&(this._$AR(r&&r._$AB.nextSibling,i),t.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let r=Re(e).nextSibling;Re(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,r,i,s){this.type=1,this._$AH=u,this._$AN=void 0,this.element=e,this.name=t,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=u}_$AI(e,t=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=k(this,e,t,0),o=!Y(e)||e!==this._$AH&&e!==x,o&&(this._$AH=e);else{let l=e,a,g;for(e=s[0],a=0;a<s.length-1;a++)g=k(this,l[r+a],t,a),g===x&&(g=this._$AH[a]),o||=!Y(g)||g!==this._$AH[a],g===u?e=u:e!==u&&(e+=(g??"")+s[a+1]),this._$AH[a]=g}o&&!i&&this.j(e)}j(e){e===u?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ne=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===u?void 0:e}},re=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==u)}},ie=class extends M{constructor(e,t,r,i,s){super(e,t,r,i,s),this.type=5}_$AI(e,t=this){if((e=k(this,e,t,0)??u)===x)return;let r=this._$AH,i=e===u&&r!==u||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==u&&(r===u||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},se=class{constructor(e,t,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){k(this,e)}},qe={M:xe,P,A:Ae,C:1,L:Be,R:te,D:Le,V:k,I:O,H:M,N:re,U:ie,B:ne,F:se},Tt=ve.litHtmlPolyfillSupport;Tt?.(j,O),(ve.litHtmlVersions??=[]).push("3.3.3");var Qe=(n,e,t)=>{let r=t?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=t?.renderBefore??null;r._$litPart$=i=new O(e.insertBefore(Q(),s),s,void 0,t??{})}return i._$AI(n),i};var oe=globalThis,ae=oe.ShadowRoot&&(oe.ShadyCSS===void 0||oe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ce=Symbol(),Ye=new WeakMap,z=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==Ce)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(ae&&e===void 0){let r=t!==void 0&&t.length===1;r&&(e=Ye.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&Ye.set(t,e))}return e}toString(){return this.cssText}},je=n=>new z(typeof n=="string"?n:n+"",void 0,Ce),v=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+n[s+1],n[0]);return new z(t,n,Ce)},ze=(n,e)=>{if(ae)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let r=document.createElement("style"),i=oe.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=t.cssText,n.appendChild(r)}},Ie=ae?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let r of e.cssRules)t+=r.cssText;return je(t)})(n):n;var{is:$t,defineProperty:St,getOwnPropertyDescriptor:Dt,getOwnPropertyNames:_t,getOwnPropertySymbols:Rt,getPrototypeOf:Nt}=Object,le=globalThis,Ke=le.trustedTypes,kt=Ke?Ke.emptyScript:"",Mt=le.reactiveElementPolyfillSupport,K=(n,e)=>n,G={toAttribute(n,e){switch(e){case Boolean:n=n?kt:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},de=(n,e)=>!$t(n,e),Ge={attribute:!0,type:String,converter:G,reflect:!1,useDefault:!1,hasChanged:de};Symbol.metadata??=Symbol("metadata"),le.litPropertyMetadata??=new WeakMap;var C=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Ge){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,t);i!==void 0&&St(this.prototype,e,i)}}static getPropertyDescriptor(e,t,r){let{get:i,set:s}=Dt(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:i,set(o){let l=i?.call(this);s?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Ge}static _$Ei(){if(this.hasOwnProperty(K("elementProperties")))return;let e=Nt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(K("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(K("properties"))){let t=this.properties,r=[..._t(t),...Rt(t)];for(let i of r)this.createProperty(i,t[i])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[r,i]of t)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[t,r]of this.elementProperties){let i=this._$Eu(t,r);i!==void 0&&this._$Eh.set(i,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)t.unshift(Ie(i))}else e!==void 0&&t.push(Ie(e));return t}static _$Eu(e,t){let r=t.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let r of t.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ze(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,r){this._$AK(e,r)}_$ET(e,t){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:G).toAttribute(t,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,t){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:G;this._$Em=i;let l=o.fromAttribute(t,s.type);this[i]=l??this._$Ej?.get(i)??l,this._$Em=null}}requestUpdate(e,t,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??de)(s,t)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,t,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(t=void 0),this._$AL.set(e,t)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,l=this[i];o!==!0||this._$AL.has(i)||l===void 0||this.C(i,void 0,s,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(t)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};C.elementStyles=[],C.shadowRootOptions={mode:"open"},C[K("elementProperties")]=new Map,C[K("finalized")]=new Map,Mt?.({ReactiveElement:C}),(le.reactiveElementVersions??=[]).push("2.1.2");var we=globalThis,T=class extends C{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Qe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};T._$litElement$=!0,T.finalized=!0,we.litElementHydrateSupport?.({LitElement:T});var Ot=we.litElementPolyfillSupport;Ot?.({LitElement:T});(we.litElementVersions??=[]).push("4.2.2");var Ut={attribute:!0,type:String,converter:G,reflect:!1,hasChanged:de},Ft=(n=Ut,e,t)=>{let{kind:r,metadata:i}=t,s=globalThis.litPropertyMetadata.get(i);if(s===void 0&&globalThis.litPropertyMetadata.set(i,s=new Map),r==="setter"&&((n=Object.create(n)).wrapped=!0),s.set(t.name,n),r==="accessor"){let{name:o}=t;return{set(l){let a=e.get.call(this);e.set.call(this,l),this.requestUpdate(o,a,n,!0,l)},init(l){return l!==void 0&&this.C(o,void 0,n,l),l}}}if(r==="setter"){let{name:o}=t;return function(l){let a=this[o];e.call(this,l),this.requestUpdate(o,a,n,!0,l)}}throw Error("Unsupported decorator location: "+r)};function W(n){return(e,t)=>typeof t=="object"?Ft(n,e,t):((r,i,s)=>{let o=i.hasOwnProperty(s);return i.constructor.createProperty(s,r),o?Object.getOwnPropertyDescriptor(i,s):void 0})(n,e,t)}function Te(n){return W({...n,state:!0,attribute:!1})}var I={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ce=n=>(...e)=>({_$litDirective$:n,values:e}),U=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,r){this._$Ct=e,this._$AM=t,this._$Ci=r}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:Lt}=qe,We=n=>n;var Je=n=>n.strings===void 0,Ze=()=>document.createComment(""),F=(n,e,t)=>{let r=n._$AA.parentNode,i=e===void 0?n._$AB:e._$AA;if(t===void 0){let s=r.insertBefore(Ze(),i),o=r.insertBefore(Ze(),i);t=new Lt(s,o,n,n.options)}else{let s=t._$AB.nextSibling,o=t._$AM,l=o!==n;if(l){let a;t._$AQ?.(n),t._$AM=n,t._$AP!==void 0&&(a=n._$AU)!==o._$AU&&t._$AP(a)}if(s!==i||l){let a=t._$AA;for(;a!==s;){let g=We(a).nextSibling;We(r).insertBefore(a,i),a=g}}}return t},$=(n,e,t=n)=>(n._$AI(e,t),n),Vt={},pe=(n,e=Vt)=>n._$AH=e,Xe=n=>n._$AH,ye=n=>{n._$AR(),n._$AA.remove()};var et=(n,e,t)=>{let r=new Map;for(let i=e;i<=t;i++)r.set(n[i],i);return r},er=ce(class extends U{constructor(n){if(super(n),n.type!==I.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,e,t){let r;t===void 0?t=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let l of n)i[o]=r?r(l,o):o,s[o]=t(l,o),o++;return{values:s,keys:i}}render(n,e,t){return this.dt(n,e,t).values}update(n,[e,t,r]){let i=Xe(n),{values:s,keys:o}=this.dt(e,t,r);if(!Array.isArray(i))return this.ut=o,s;let l=this.ut??=[],a=[],g,h,d=0,m=i.length-1,y=0,f=s.length-1;for(;d<=m&&y<=f;)if(i[d]===null)d++;else if(i[m]===null)m--;else if(l[d]===o[y])a[y]=$(i[d],s[y]),d++,y++;else if(l[m]===o[f])a[f]=$(i[m],s[f]),m--,f--;else if(l[d]===o[f])a[f]=$(i[d],s[f]),F(n,a[f+1],i[d]),d++,f--;else if(l[m]===o[y])a[y]=$(i[m],s[y]),F(n,i[d],i[m]),m--,y++;else if(g===void 0&&(g=et(o,y,f),h=et(l,d,m)),g.has(l[d]))if(g.has(l[m])){let E=h.get(o[y]),he=E!==void 0?i[E]:null;if(he===null){let De=F(n,i[d]);$(De,s[y]),a[y]=De}else a[y]=$(he,s[y]),F(n,i[d],he),i[E]=null;y++}else ye(i[m]),m--;else ye(i[d]),d++;for(;y<=f;){let E=F(n,a[f+1]);$(E,s[y]),a[y++]=E}for(;d<=m;){let E=i[d++];E!==null&&ye(E)}return this.ut=o,pe(n,a),x}});var p=class extends String{constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};var sr=new p(`
    query AddInsuranceForm {
  viewer {
    role
    practice {
      id
      name
    }
    client {
      id
      displayName
      viewerCanAddPolicy
      insuranceCollection {
        enabled
      }
    }
    policyForm {
      fields {
        field
        inputField
        kind
        required
        maxLength
        options
      }
      policyholderFields {
        inputField
        kind
        maxLength
        options
      }
      atLeastOneOf
      uploadTypes
      uploadMaxBytes
      maxAttachments
    }
  }
}
    `),or=new p(`
    query BillingTab {
  viewer {
    displayName
    practice {
      id
      name
      timeZone
    }
    client {
      id
      viewerCanAddPolicy
      policies {
        id
        type
        status
        payer {
          id
          name
        }
        enteredPayerName
        memberId
        groupId
        effectiveDate
        endDate
        needsReview
        attachments {
          id
          fileName
          side
          url
          previewUrl
        }
        viewerCanEdit
      }
    }
  }
}
    `),ar=new p(`
    mutation CreateUpload($input: CreateUploadInput!) {
  createUpload(input: $input) {
    upload {
      id
      url
      expiresAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);var lr=new p(`
    query PayerTypeAhead($search: String!) {
  payers(search: $search, first: 8) {
    nodes {
      id
      name
    }
  }
}
    `),dr=new p(`
    mutation SubmitPolicy($input: SubmitPolicyInput!) {
  submitPolicy(input: $input) {
    policy {
      id
      type
      payer {
        id
        name
      }
      enteredPayerName
      needsPayer
      effectiveDate
      endDate
      attachments {
        id
        fileName
        side
        previewUrl
      }
    }
    endedPolicies {
      policy {
        id
        payer {
          id
          name
        }
        enteredPayerName
      }
      newEndDate
    }
    existingPolicy {
      id
      type
      payer {
        id
        name
      }
      enteredPayerName
      memberId
      effectiveDate
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),ur=new p(`
    mutation AddClient($input: AddClientInput!) {
  addClient(input: $input) {
    client {
      id
      firstName
      lastName
      displayName
      dateOfBirth
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),cr=new p(`
    mutation AddPayer($input: AddPayerInput!) {
  addPayer(input: $input) {
    payer {
      id
      version
      name
      ediPayerId
      aliases
      archived
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),pr=new p(`
    query AddPolicyForm {
  viewer {
    role
    practice {
      id
      timeZone
    }
    policyForm {
      fields {
        field
        inputField
        kind
        required
        maxLength
        options
      }
      policyholderFields {
        inputField
        kind
        maxLength
        options
      }
      uploadTypes
      uploadMaxBytes
      maxAttachments
    }
  }
}
    `),yr=new p(`
    mutation AddPolicy($input: AddPolicyInput!) {
  addPolicy(input: $input) {
    policy {
      id
      version
      type
      status
      memberId
      effectiveDate
      endDate
      payer {
        id
        name
      }
    }
    client {
      id
      policies {
        id
        type
        status
        effectiveDate
        endDate
      }
    }
    endedPolicies {
      policy {
        id
        enteredPayerName
        payer {
          id
          name
        }
      }
      previousEndDate
      newEndDate
    }
    warnings {
      code
      message
      policies {
        id
        enteredPayerName
        payer {
          id
          name
        }
      }
    }
    existingPolicy {
      id
      type
      status
      memberId
      effectiveDate
      endDate
      enteredPayerName
      payer {
        id
        name
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),gr=new p(`
    query Chart($clientId: ID!) {
  viewer {
    practice {
      id
      timeZone
    }
  }
  client(id: $clientId) {
    id
    displayName
    dateOfBirth
    viewerCanAddPolicy
    insuranceCollection {
      override
      practiceDefault
      enabled
    }
    policies {
      ...PolicyCard
    }
  }
}
    fragment PolicyCard on Policy {
  id
  version
  type
  status
  source
  relationship
  policyholder {
    firstName
    lastName
    dateOfBirth
    sex
    address {
      line1
      line2
      city
      state
      postalCode
    }
  }
  payer {
    id
    name
    ediPayerId
    archived
  }
  enteredPayerName
  needsPayer
  insuranceType
  memberId
  planId
  groupId
  copay
  deductible
  employerOrSchool
  effectiveDate
  endDate
  endedBy {
    id
    effectiveDate
  }
  missingFields
  needsReview
  reviewedAt
  reviewedBy
  viewerCanEdit
  viewerCanMakeInactive
  attachments {
    id
    fileName
    contentType
    side
    url
    previewUrl
  }
  updatedAt
}`);var mr=new p(`
    query ClaimOptions($clientId: ID!, $dos: Date!) {
  client(id: $clientId) {
    id
    displayName
    eligiblePolicies(dos: $dos) {
      id
    }
    policies {
      id
      type
      status
      memberId
      effectiveDate
      endDate
      enteredPayerName
      payer {
        id
        name
      }
      eligibility(dos: $dos) {
        eligible
        reason
        coversDateOfService
        explanation
        remedy
        warnings {
          code
          message
          policies {
            id
          }
        }
      }
      claimReadiness(dos: $dos) {
        ready
        problems {
          code
          blocking
          message
          field
          box
        }
      }
    }
  }
}
    `),hr=new p(`
    query Clients($search: String, $first: Int = 25, $after: String) {
  clients(search: $search, first: $first, after: $after) {
    totalCount
    edges {
      cursor
      node {
        id
        firstName
        lastName
        displayName
        dateOfBirth
        insuranceCollection {
          override
          practiceDefault
          enabled
        }
        policies(status: ACTIVE, type: PRIMARY) {
          id
          needsPayer
          payer {
            id
            name
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `),fr=new p(`
    query CoverageTimeline($clientId: ID!, $from: Date!, $to: Date!) {
  client(id: $clientId) {
    id
    coverageTimeline(from: $from, to: $to) {
      from
      to
      gap
      overlap
      primary {
        id
        enteredPayerName
        payer {
          id
          name
        }
      }
      others {
        id
        type
        enteredPayerName
        payer {
          id
          name
        }
      }
    }
  }
}
    `),br=new p(`
    mutation EditClient($input: EditClientInput!) {
  editClient(input: $input) {
    client {
      id
      firstName
      lastName
      displayName
      dateOfBirth
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),vr=new p(`
    mutation EditPayer($input: EditPayerInput!) {
  editPayer(input: $input) {
    payer {
      id
      version
      name
      ediPayerId
      aliases
      archived
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),xr=new p(`
    query EditPolicyForm($policyId: ID!) {
  viewer {
    role
    practice {
      id
      timeZone
    }
    policyForm {
      fields {
        field
        inputField
        kind
        required
        maxLength
        options
      }
      policyholderFields {
        inputField
        kind
        maxLength
        options
      }
      uploadTypes
      uploadMaxBytes
      maxAttachments
    }
  }
  policy(id: $policyId) {
    id
    version
    type
    status
    relationship
    policyholder {
      firstName
      lastName
      dateOfBirth
      sex
      address {
        line1
        line2
        city
        state
        postalCode
      }
    }
    insuranceType
    memberId
    planId
    groupId
    copay
    deductible
    employerOrSchool
    effectiveDate
    endDate
    enteredPayerName
    needsPayer
    needsReview
    missingFields
    payer {
      id
      name
    }
    payerSuggestions(first: 3) {
      payer {
        id
        name
        ediPayerId
      }
      score
      matched
    }
    attachments {
      id
      fileName
      side
      previewUrl
    }
    viewerCanEdit
  }
}
    `),Ar=new p(`
    mutation EditPolicy($input: EditPolicyInput!) {
  editPolicy(input: $input) {
    policy {
      id
      version
      type
      status
      relationship
      policyholder {
        firstName
        lastName
        dateOfBirth
        sex
        address {
          line1
          line2
          city
          state
          postalCode
        }
      }
      insuranceType
      memberId
      planId
      groupId
      copay
      deductible
      employerOrSchool
      effectiveDate
      endDate
      enteredPayerName
      needsPayer
      needsReview
      reviewedAt
      reviewedBy
      missingFields
      payer {
        id
        name
      }
      attachments {
        id
        fileName
        contentType
        side
        url
        previewUrl
      }
    }
    changes {
      field
      before
      after
    }
    settledPolicies {
      id
      client {
        id
        displayName
      }
    }
    existingPolicy {
      id
      type
      status
      memberId
      effectiveDate
      endDate
      enteredPayerName
      payer {
        id
        name
      }
    }
    warnings {
      code
      message
      policies {
        id
        enteredPayerName
        payer {
          id
          name
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),Er=new p(`
    mutation InviteClient($input: InviteClientInput!) {
  inviteClient(input: $input) {
    client {
      id
      insuranceCollection {
        override
        practiceDefault
        enabled
      }
    }
    invitationUrl
    expiresAt
    mailed
    userErrors {
      code
      message
      field
    }
  }
}
    `),Pr=new p(`
    mutation MakePolicyActive($input: MakePolicyActiveInput!) {
  makePolicyActive(input: $input) {
    policy {
      id
      version
      status
      effectiveDate
      endDate
    }
    changes {
      field
      before
      after
    }
    warnings {
      code
      message
      policies {
        id
        enteredPayerName
        payer {
          id
          name
        }
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),Cr=new p(`
    mutation MakePolicyInactive($input: MakePolicyInactiveInput!) {
  makePolicyInactive(input: $input) {
    policy {
      id
      version
      status
      effectiveDate
      endDate
    }
    changes {
      field
      before
      after
    }
    warnings {
      code
      message
      policies {
        id
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),Ir=new p(`
    mutation MarkPolicyReviewed($input: MarkPolicyReviewedInput!) {
  markPolicyReviewed(input: $input) {
    policy {
      id
      version
      needsReview
      reviewedAt
      reviewedBy
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),wr=new p(`
    query PayerHistory($payerId: ID!, $first: Int = 25, $after: String) {
  node(id: $payerId) {
    id
    ... on Payer {
      name
      history(first: $first, after: $after) {
        nodes {
          id
          at
          actor
          cause
          fields {
            field
            before
            after
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `),Tr=new p(`
    query PayerList($search: String, $includeArchived: Boolean = true, $first: Int = 25, $after: String) {
  payers(
    search: $search
    includeArchived: $includeArchived
    first: $first
    after: $after
  ) {
    totalCount
    nodes {
      id
      version
      name
      ediPayerId
      aliases
      archived
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),$r=new p(`
    query PolicyHistory($policyId: ID!, $first: Int = 25, $after: String) {
  policy(id: $policyId) {
    id
    history(first: $first, after: $after) {
      nodes {
        id
        at
        actor
        actorRole
        cause
        causedBy {
          id
          type
          effectiveDate
        }
        fields {
          field
          before
          after
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `),Sr=new p(`
    query PortalSettings($first: Int = 10, $after: String) {
  viewer {
    displayName
    practice {
      id
      name
      timeZone
      collectsInsurance
      history(first: $first, after: $after) {
        nodes {
          id
          at
          actor
          cause
          fields {
            field
            before
            after
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `);var Dr=new p(`
    query ReviewQueue($first: Int = 25, $after: String) {
  policiesToReview(first: $first, after: $after) {
    totalCount
    nodes {
      id
      version
      createdAt
      type
      needsPayer
      needsReview
      viewerCanEdit
      enteredPayerName
      memberId
      effectiveDate
      endDate
      missingFields
      client {
        id
        displayName
      }
      payer {
        id
        name
      }
      payerSuggestions {
        payer {
          id
          name
        }
        score
        matched
      }
      attachments {
        id
        fileName
        side
        url
        previewUrl
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),_r=new p(`
    mutation SetClientInsuranceCollection($input: SetClientInsuranceCollectionInput!) {
  setClientInsuranceCollection(input: $input) {
    client {
      id
      insuranceCollection {
        override
        practiceDefault
        enabled
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `),Rr=new p(`
    mutation SetPortalSettings($input: SetPortalSettingsInput!) {
  setPortalSettings(input: $input) {
    practice {
      id
      collectsInsurance
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `);function kr(n){return e=>{customElements.get(n)||customElements.define(n,e)}}var Ht=new Intl.DateTimeFormat("en-US",{dateStyle:"medium",timeZone:"UTC"}),tt=864e5;function Z(n){return Ht.format(Bt(n)*tt)}function Or(n,e){return n&&e?n===e?Z(n):`${Z(n)} \u2013 ${Z(e)}`:n?`Since ${Z(n)}`:e?`Until ${Z(e)}`:"No dates"}function Bt(n){return Date.parse(`${n}T00:00:00Z`)/tt}function Ur(n){let e=new Intl.DateTimeFormat("en-US",{timeZone:n,year:"numeric",month:"2-digit",day:"2-digit"}),t=Object.fromEntries(e.formatToParts().map(({type:r,value:i})=>[r,i]));return`${t.year}-${t.month}-${t.day}`}function Fr(n,e){return new Intl.DateTimeFormat("en-US",{dateStyle:"medium",timeStyle:"short",timeZone:e}).format(new Date(n))}function A(n){return c`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${n}</svg>`}var Hr=A(b`<path d="M10 4v12M4 10h12" />`),Br=A(b`<path d="m5 5 10 10M15 5 5 15" />`),qr=A(b`<path d="m4 10.5 4 4 8-9" />`),Qr=A(b`<circle cx="10" cy="10" r="7.25" /><path d="m7.5 7.5 5 5m0-5-5 5" />`),Yr=A(b`<circle cx="10" cy="10" r="7.25" /><path d="m6.8 10.3 2.2 2.2 4.2-4.7" />`),J=A(b`<path d="M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.2v.3" />`),jr=A(b`<circle cx="10" cy="10" r="7.25" /><path d="M10 9v4.5M10 6.4v.3" />`),zr=A(b`<circle cx="9" cy="9" r="5.25" /><path d="m13 13 4 4" />`),Kr=A(b`<path d="m5.5 8 4.5 4.5L14.5 8" />`),nt=A(b`<path d="M10 2.5 3.5 5v4.5c0 4 2.7 6.8 6.5 8 3.8-1.2 6.5-4 6.5-8V5z" />`),Gr=A(b`<path d="M5 2.500h6.500L15.5 6.500v11H5zM11 2.800V7h4.2" />`),Wr=A(b`<path d="M3 6.500h3l1.3-2h5.400l1.3 2h3v9.500H3z" /><circle cx="10" cy="11" r="3" />`),Zr=c`<svg class="icon solid" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
  <circle cx="10" cy="4.5" r="1.6" />
  <circle cx="10" cy="10" r="1.6" />
  <circle cx="10" cy="15.5" r="1.6" />
</svg>`,Jr=A(b`<path d="M12 5.5 7.5 10l4.5 4.5" />`),Xr=A(b`<circle cx="10" cy="10" r="7.25" /><path d="M10 6v4.2l2.8 1.8" />`);var w=class extends Error{},S=class extends w{},L=class extends S{},D=class extends w{},X=class extends w{},qt=3e4,ge=class{constructor(e,t){this.onUnauthenticated=()=>{};this.#e=!1;this.endpoint=e,this.#t=t}#t;#e;async send(e,t){let r=await this.#r({query:e.toString(),variables:t}),i=await Qt(r),[s]=i.errors??[];if(r.status===401||s?.extensions?.code==="UNAUTHENTICATED")throw this.#n(s?.message);if(r.status===429||r.status>=500)throw new S("The server is busy.");if(s||!i.data)throw new X(Yt(s));return this.#e=!1,i.data}#n(e){let t=!this.#e;return this.#e=!0,t&&this.onUnauthenticated(),new D(e)}async#r(e){try{let t=typeof this.#t=="function"?await this.#t():this.#t;return await fetch(this.endpoint,{method:"POST",headers:{"Content-Type":"application/json",Accept:"application/graphql-response+json",Authorization:`Bearer ${t}`},body:JSON.stringify(e),signal:AbortSignal.timeout(qt)})}catch{throw new S("The connection was lost.")}}};async function Qt(n){try{return await n.json()}catch{throw new S("The connection was lost.")}}function Yt(n){let e=n?.extensions?.errorId;return e?`Something went wrong on our side (${e}).`:n?.message??"The response was empty."}function $e(n,e,t){n.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0}))}function it(n){return c`<div class="toast" role="status">${n?c`<p>${n}</p>`:""}</div>`}var jt=6e3,V=class extends T{constructor(){super();this.endpoint="/graphql";this.toastMessage="";this.#t=0;this.addEventListener("policybook-toast",t=>this.showToast(t.detail)),this.addEventListener("policybook-saved",t=>{this.handleSaved(t.detail)})}requireApi(){if(!this.api)throw new Error("The token is not set.");return this.api}#t;get canLoad(){return!0}async refresh(){!this.api||!this.canLoad||await Promise.all(this.queries.map(t=>t.load()))}async handleSaved(t){$e(this,"policybook-changed"),await this.refresh(),await this.updateComplete,this.renderRoot.querySelector(`[data-id="${t}"]`)?.focus()}showToast(t){this.toastMessage=t,clearTimeout(this.#t),this.#t=window.setTimeout(()=>this.toastMessage="",jt)}willUpdate(t){if(["endpoint","token","clientId"].some(r=>t.has(r))){if(!this.token||t.has("endpoint")||t.has("clientId"))for(let r of this.queries)r.reset();this.api=this.token?this.#e(this.token):void 0,this.refresh()}}#e(t){let r=new ge(this.endpoint,t);return r.onUnauthenticated=()=>{r===this.api&&$e(this,"policybook-signed-out")},r}render(){return c`${this.renderContent()}${it(this.toastMessage)}`}};B([W()],V.prototype,"endpoint",2),B([W({attribute:!1})],V.prototype,"token",2),B([Te()],V.prototype,"api",2),B([Te()],V.prototype,"toastMessage",2);var ci={PRIMARY:"Primary",SECONDARY:"Secondary",TERTIARY:"Tertiary",OTHER:"Other"},pi={ACTIVE:"Active",INACTIVE:"Inactive"},yi={MEDICARE:"Medicare",MEDICAID:"Medicaid",TRICARE:"TRICARE",CHAMPVA:"CHAMPVA",GROUP_HEALTH_PLAN:"Group health plan",FECA_BLACK_LUNG:"FECA or Black Lung",OTHER:"Other"},gi={SELF:"Self",SPOUSE:"Spouse",CHILD:"Child",OTHER:"Other"},mi={FEMALE:"Female",MALE:"Male",UNKNOWN:"Unknown"},st={FRONT:"Front",BACK:"Back",OTHER:"Other"},hi={TYPE:"Policy type",RELATIONSHIP:"Relationship to the policyholder",POLICYHOLDER:"Policyholder",PAYER:"Payer",INSURANCE_TYPE:"Insurance type",MEMBER_ID:"Member ID",PLAN_ID:"Plan ID",GROUP_ID:"Group ID",COPAY:"Copay",DEDUCTIBLE:"Deductible",EFFECTIVE_DATE:"Effective date",END_DATE:"End date",EMPLOYER_OR_SCHOOL:"Employer or school",ATTACHMENTS:"Card pictures"},fi={ADDED:"Added",SUBMITTED:"Submitted in the portal",EDITED:"Edited",MADE_INACTIVE:"Made inactive",MADE_ACTIVE:"Made active",ENDED_BY_NEW_PRIMARY:"Ended by a new Primary",PAYER_SETTLED:"Payer set together with another policy",REVIEWED:"Marked reviewed",INVITED:"Invited to the portal",SETTINGS_CHANGED:"Settings changed"};function ot(n,e){return n[e]??e.toLowerCase().replaceAll("_"," ")}function bi(n){return/^[A-Z][a-z]/.test(n)?n.charAt(0).toLowerCase()+n.slice(1):n}function vi(n){return new Intl.ListFormat("en-US").format(n)}function xi(n,e,t){return`${n} ${n===1?e:t}`}var H=class{constructor(e=[]){this.all=e}messageFor(e){return this.all.find(t=>at(t)===e)?.message}without(e){return this.all.filter(t=>!e.includes(at(t)))}has(e){return this.all.some(t=>t.code===e)}};function at({field:n}){return(n??[]).slice(1).join(".")}var lt=class n{#t;#e;constructor(e={}){this.#t=Object.fromEntries(Object.entries(e).map(([t,r])=>[t,r??""])),this.#e={...this.#t}}get(e){return this.#e[e]??""}set(e,t){this.#e={...this.#e,[e]:t}}reset(e){this.set(e,this.#t[e]??"")}get isDirty(){return this.#n().length>0}rebase(e){let t=new n(e);for(let[r,i]of this.#n())t.set(r,i);return t}get changedNames(){return this.#n().map(([e])=>e)}toAddInput(){return dt(Object.entries(this.#e).filter(([,e])=>e.trim()!==""))}toEditInput(){return dt(this.#n().map(([e,t])=>[e,t.trim()===""?null:t]))}#n(){return Object.entries(this.#e).filter(([e,t])=>t!==(this.#t[e]??""))}};function dt(n){let e={};for(let[t,r]of n){let i=t.split("."),s=i.pop()??t,o=e;for(let l of i)o=o[l]??={};o[s]=r}return e}function Ei(n){let e=n.querySelector(".invalid");((e?.matches(":not(div, fieldset)")?e:e?.querySelector("input, select, textarea, button"))??n.querySelector(".form-errors"))?.focus()}var ut=class{constructor(e){this.isSaving=!1;this.userErrors=new H;this.#e=new Map;this.#t=e,e.addController(this)}#t;#e;hostConnected(){}get hasUnconfirmedSave(){return this.#e.size>0}async save(e,t){if(this.isSaving)return;this.isSaving=!0,this.error=void 0,this.#t.requestUpdate();let r=JSON.stringify(e),i=this.#e.has(r);try{let s=await t({...e,idempotencyKey:this.#n(r)})??void 0;return this.userErrors=new H(s?.userErrors),this.userErrors.all.length?this.#e.delete(r):this.#e.clear(),s}catch(s){if(!(s instanceof w))throw s;s instanceof D&&!i&&this.#e.delete(r),this.error=s instanceof S?new L(s.message):s;return}finally{this.isSaving=!1,this.#t.requestUpdate()}}reset(){this.userErrors=new H,this.error=void 0}#n(e){let t=this.#e.get(e)??zt();return this.#e.set(e,t),t}};function zt(){return Array.from(crypto.getRandomValues(new Uint8Array(16)),n=>n.toString(16).padStart(2,"0")).join("")}var Kt=200,ct=class{constructor(e,t){this.isLoading=!1;this.#n=0;this.#r=0;this.#t=e,this.#e=t,e.addController(this)}#t;#e;#n;#r;hostDisconnected(){clearTimeout(this.#r)}async load(){clearTimeout(this.#r);let e=++this.#n;this.isLoading=!0,this.#t.requestUpdate();try{let t=await this.#e();e===this.#n&&this.#i(t,void 0)}catch(t){if(!(t instanceof w))throw t;e===this.#n&&this.#i(this.data,t)}finally{e===this.#n&&(this.isLoading=!1),this.#t.requestUpdate()}}loadDebounced(){clearTimeout(this.#r),this.#r=window.setTimeout(()=>{this.load()},Kt)}cancel(){clearTimeout(this.#r),this.#n++,this.isLoading=!1}reset(){this.cancel(),this.#i(void 0,void 0),this.#t.requestUpdate()}#i(e,t){this.data=e,this.error=t}};function _i(n,e,t=Wt(3)){let{data:r,error:i}=n;return r===void 0?i?pt(i,()=>n.load()):t:c`${i?pt(i,()=>n.load()):u}${e(r)}`}function pt(n,e){let{heading:t,text:r}=Gt(n);return c`<div class="notice danger" role="alert">
    ${J}
    <div class="spread">
      <div>
        <strong>${t}</strong>
        <div class="small">${r}</div>
      </div>
      ${n instanceof D?u:c`<button type="button" @click=${e}>Retry</button>`}
    </div>
  </div>`}function Gt(n){return n instanceof D?{heading:"Your session has ended.",text:"Sign in again to continue."}:n instanceof X?{heading:"Something went wrong.",text:n.message}:n instanceof L?{heading:"There is no connection.",text:"Your changes may have been saved. Press Retry before you change anything; nothing is saved twice."}:{heading:"There is no connection.",text:"Nothing is lost. Try again when you are back online."}}function Wt(n){return c`<div class="stack" role="status" aria-label="Loading">
    ${Array.from({length:n},()=>c`<div class="card skeleton" aria-hidden="true">&nbsp;<br />&nbsp;<br />&nbsp;</div>`)}
  </div>`}function Ri(n,e){return c`<div class="empty">
    ${nt}
    <h3>${n}</h3>
    <p>${e}</p>
  </div>`}var yt=v`
  .toast {
    position: sticky;
    bottom: 20px;
    z-index: 10;
    display: flex;
    align-items: end;
    justify-content: center;
    height: 0;
    pointer-events: none;
  }

  .toast p {
    max-width: 480px;
    padding: 10px 18px;
    border-radius: 8px;
    font-weight: 500;
    color: #ffffff;
    background: #17242d;
    box-shadow: var(--pb-shadow-high);
  }
`;var gt=v`
  :host {
    display: block;
    font: 400 0.9375rem/1.5 var(--pb-font);
    color: var(--pb-text);
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: 1.375rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }

  h3 {
    font-size: 1.0625rem;
    font-weight: 650;
    line-height: 1.3;
  }

  h4 {
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.4;
  }

  a {
    color: var(--pb-accent);
    text-underline-offset: 0.15em;
  }

  small,
  .small {
    font-size: 0.8125rem;
    line-height: 1.45;
  }

  .muted {
    color: var(--pb-muted);
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon.solid {
    fill: currentcolor;
    stroke: none;
  }

  :focus-visible {
    outline: 2px solid var(--pb-accent);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .stack {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }

  .spread {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 12px 24px;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;var mt=v`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 40px;
    padding: 6px 16px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
    font: inherit;
    font-weight: 600;
    color: var(--pb-text);
    background: var(--pb-surface);
    cursor: pointer;
    transition:
      background 0.12s,
      border-color 0.12s;
  }

  button:hover,
  .button:hover {
    border-color: var(--pb-edge);
    background: var(--pb-ground);
  }

  button.primary {
    border-color: transparent;
    color: var(--pb-on-accent);
    background: var(--pb-accent);
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--pb-accent) 86%, black);
  }

  button.quiet {
    border-color: transparent;
    color: var(--pb-accent);
    background: none;
  }

  button.quiet:hover {
    background: var(--pb-accent-tint);
  }

  button.square {
    width: 40px;
    padding: 0;
    border-color: transparent;
    color: var(--pb-muted);
    background: none;
  }

  button.square:hover {
    color: var(--pb-text);
    background: var(--pb-ground);
  }

  button[aria-busy="true"]::before {
    width: 1em;
    height: 1em;
    border: 2px solid currentcolor;
    border-right-color: transparent;
    border-radius: 50%;
    content: "";
    animation: spin 0.8s linear infinite;
  }

  button:disabled {
    border-color: var(--pb-line);
    color: var(--pb-muted);
    background: var(--pb-ground);
    cursor: default;
  }

  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
`;var ht=v`
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
    gap: 18px 16px;
    align-items: start;
  }

  .fields > .wide {
    grid-column: 1 / -1;
  }

  .field {
    display: grid;
    gap: 5px;
    min-width: 0;
  }

  .field > label {
    font-size: 0.875rem;
    font-weight: 600;
  }

  .field .optional {
    font-weight: 400;
    color: var(--pb-muted);
  }

  .field .hint {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  .field .error {
    display: flex;
    gap: 5px;
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--pb-danger);
  }

  input:not([type="checkbox"], [type="radio"], [type="file"]),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 42px;
    padding: 8px 12px;
    border: 1px solid var(--pb-edge);
    border-radius: 8px;
    font: inherit;
    font-size: max(0.9375rem, 15px);
    color: var(--pb-text);
    background: var(--pb-surface);
  }

  input::placeholder {
    color: var(--pb-muted);
    opacity: 1;
  }

  select {
    appearance: none;
    padding-right: 34px;
    background: var(--pb-surface)
      url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%2355646f' stroke-width='1.6'%3E%3Cpath d='m5.5 8 4.5 4.5L14.500 8'/%3E%3C/svg%3E")
      no-repeat right 10px center / 18px;
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    border-color: var(--pb-accent);
    outline: 3px solid color-mix(in srgb, var(--pb-accent) 28%, transparent);
    outline-offset: 0;
  }

  .invalid input:not([type="checkbox"], [type="radio"]),
  .invalid select,
  .invalid textarea {
    border-color: var(--pb-danger);
    box-shadow: 0 0 0 1px var(--pb-danger);
  }

  .affix {
    position: relative;
  }

  .affix > span {
    position: absolute;
    inset: 0 auto 0 12px;
    display: grid;
    place-items: center;
    color: var(--pb-muted);
  }

  .affix > input {
    padding-left: 26px !important;
  }

  .choice {
    display: flex;
    gap: 10px;
    align-items: start;
    cursor: pointer;
  }

  .choice input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 2px 0 0;
    accent-color: var(--pb-accent);
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }

  @container (width < 480px) {
    input:not([type="checkbox"], [type="radio"], [type="file"]),
    select,
    textarea {
      font-size: 16px; /* below that, phones zoom in */
    }
  }
`;var ft=v`
  .card {
    border: 1px solid var(--pb-line);
    border-radius: var(--pb-radius);
    background: var(--pb-surface);
    box-shadow: var(--pb-shadow);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 9px;
    border-radius: 999px;
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
    color: var(--pb-muted);
    background: var(--pb-ground);
  }

  .badge.accent {
    color: var(--pb-accent);
    background: var(--pb-accent-tint);
  }

  .badge.success {
    color: var(--pb-success);
    background: var(--pb-success-tint);
  }

  .badge.warning {
    color: var(--pb-warning);
    background: var(--pb-warning-tint);
  }

  .badge.danger {
    color: var(--pb-danger);
    background: var(--pb-danger-tint);
  }

  .badge.info {
    color: var(--pb-info);
    background: var(--pb-info-tint);
  }

  .badge.outline {
    padding-block: 0;
    border: 1px solid var(--pb-line);
    background: none;
  }

  .badge.dot::before {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: currentcolor;
    content: "";
  }

  .notice {
    display: flex;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 8px;
    color: var(--pb-text);
    background: var(--pb-info-tint);
  }

  .notice > .icon {
    margin-top: 2px;
    color: var(--pb-info);
  }

  .notice.warning {
    background: var(--pb-warning-tint);
  }

  .notice.warning > .icon {
    color: var(--pb-warning);
  }

  .notice.danger {
    background: var(--pb-danger-tint);
  }

  .notice.danger > .icon {
    color: var(--pb-danger);
  }

  .notice.success {
    background: var(--pb-success-tint);
  }

  .notice.success > .icon {
    color: var(--pb-success);
  }

  .notice > :last-child:not(.icon) {
    flex: 1;
    min-width: 0;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
    gap: 14px 20px;
  }

  .facts dt {
    font-size: 0.8125rem;
    color: var(--pb-muted);
  }

  .facts dd {
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .skeleton {
    border-radius: 6px;
    color: transparent;
    background: linear-gradient(90deg, var(--pb-line) 25%, var(--pb-ground) 50%, var(--pb-line) 75%) 0 0 / 300% 100%;
    animation: shimmer 1.6s linear infinite;
  }

  @keyframes shimmer {
    from {
      background-position: 150% 0;
    }

    to {
      background-position: -150% 0;
    }
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 36px 24px;
    border: 1px dashed var(--pb-line);
    border-radius: var(--pb-radius);
    text-align: center;
    color: var(--pb-muted);
  }

  .empty > .icon {
    width: 32px;
    height: 32px;
    stroke-width: 1.1;
  }

  .empty h3 {
    color: var(--pb-text);
  }

  .empty button {
    margin-top: 8px;
  }
`;var bt=v`
  :host {
    --pb-accent: var(--policybook-accent, #0b6b62);
    --pb-on-accent: var(--policybook-on-accent, #ffffff);
    --pb-text: var(--policybook-text, #17242d);
    --pb-muted: var(--policybook-muted, #55646f);
    --pb-surface: var(--policybook-surface, #ffffff);
    --pb-ground: var(--policybook-ground, #f4f6f7);
    --pb-line: var(--policybook-line, #dfe5e8);
    --pb-edge: var(--policybook-edge, #7b8a94);
    --pb-danger: var(--policybook-danger, #b3261e);
    --pb-warning: var(--policybook-warning, #8a5300);
    --pb-success: var(--policybook-success, #1c6b3a);
    --pb-info: var(--policybook-info, #1f5aa6);
    --pb-radius: var(--policybook-radius, 10px);
    --pb-font: var(--policybook-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);

    --pb-accent-tint: color-mix(in srgb, var(--pb-accent) 9%, var(--pb-surface));
    --pb-danger-tint: color-mix(in srgb, var(--pb-danger) 8%, var(--pb-surface));
    --pb-warning-tint: color-mix(in srgb, #f0a020 16%, var(--pb-surface));
    --pb-success-tint: color-mix(in srgb, var(--pb-success) 10%, var(--pb-surface));
    --pb-info-tint: color-mix(in srgb, var(--pb-info) 9%, var(--pb-surface));
    --pb-shadow: 0 1px 2px rgb(16 32 40 / 6%), 0 1px 6px rgb(16 32 40 / 4%);
    --pb-shadow-high: 0 2px 6px rgb(16 32 40 / 10%), 0 12px 32px rgb(16 32 40 / 18%);
  }
`;var Zt=[gt,mt,ft,ht],Ji=[bt,...Zt,yt];var vt=ce(class extends U{constructor(n){if(super(n),n.type!==I.PROPERTY&&n.type!==I.ATTRIBUTE&&n.type!==I.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Je(n))throw Error("`live` bindings can only contain a single expression")}render(n){return n}update(n,[e]){if(e===x||e===u)return e;let t=n.element,r=n.name;if(n.type===I.PROPERTY){if(e===t[r])return x}else if(n.type===I.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(r))return x}else if(n.type===I.ATTRIBUTE&&t.getAttribute(r)===e+"")return x;return pe(n),e}});var Jt="9999-12-31";function ds(n,e,t="text"){return me(n,e,r=>Se(n,e,r,"text",t))}function us(n,e){return me(n,e,t=>Se(n,e,t,"date","text"))}function cs(n,e){return me(n,e,t=>c`<div class="affix">
        <span aria-hidden="true">$</span>${Se(n,e,t,"text","decimal")}
      </div>`)}function ps(n,e,t){let r=n.form.get(e.name),i=e.required?"Choose\u2026":"Not given";return me(n,e,s=>c`<select
        id=${e.name}
        name=${e.name}
        aria-describedby=${s}
        aria-invalid=${xt(n,e)}
        ?required=${e.required}
        @change=${At(n,e)}
      >
        ${e.required&&r?u:c`<option value="" ?selected=${!r}>${i}</option>`}
        ${Object.entries(t).map(([o,l])=>c`<option value=${o} ?selected=${o===r}>${l}</option>`)}
      </select>`)}function Se(n,e,t,r,i){return c`<input
    id=${e.name}
    name=${e.name}
    type=${r}
    inputmode=${i}
    autocomplete="off"
    maxlength=${e.maxLength??u}
    max=${r==="date"?Jt:u}
    aria-describedby=${t}
    aria-invalid=${xt(n,e)}
    ?required=${e.required}
    .value=${vt(n.form.get(e.name))}
    @input=${At(n,e)}
  />`}function me(n,e,t){let r=n.errors.messageFor(e.name),i=[e.hint&&`${e.name}-hint`,r&&`${e.name}-error`].filter(Boolean).join(" "),s=!e.required&&!e.hideOptional;return c`<div class="field ${r?"invalid":""} ${e.wide?"wide":""}">
    <label for=${e.name}>
      ${e.label}${s?c` <span class="optional">(optional)</span>`:u}
    </label>
    ${t(i||u)}
    ${e.hint?c`<div class="hint" id="${e.name}-hint">${e.hint}</div>`:u}
    ${r?c`<div class="error" id="${e.name}-error">${J}${r}</div>`:u}
  </div>`}function xt({errors:n},{name:e}){return n.messageFor(e)?"true":u}function At({form:n,onChange:e},{name:t}){return r=>{n.set(t,r.target.value),e(t)}}function ys(n,e){let t=n.without(e);return t.length?c`<div class="notice danger form-errors" role="alert" tabindex="-1">
    ${J}
    <ul>
      ${t.map(({message:r})=>c`<li>${r}</li>`)}
    </ul>
  </div>`:u}function fs(n,e="eager"){return n.length?c`<ul class="pictures" aria-label="Card pictures">
    ${n.map(({url:t,previewUrl:r,fileName:i,side:s})=>c`<li>
          <a href=${t} target="_blank" rel="noreferrer" title=${i}>
            <img src=${r} alt="${ot(st,s)} of the card" loading=${e} />
          </a>
        </li>`)}
  </ul>`:u}var xs=v`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .pictures a {
    display: block;
    border-radius: 8px;
  }

  .pictures img {
    display: block;
    width: 116px;
    height: 73px;
    border: 1px solid var(--pb-line);
    border-radius: 8px;
    object-fit: cover;
    background: var(--pb-ground);
  }

  .pictures a:hover img {
    border-color: var(--pb-edge);
  }
`;export{B as a,Ct as b,Xt as c,It as d,en as e,tn as f,v as g,c as h,b as i,u as j,T as k,W as l,Te as m,er as n,sr as o,or as p,ar as q,lr as r,dr as s,ur as t,cr as u,pr as v,yr as w,gr as x,mr as y,hr as z,fr as A,br as B,vr as C,xr as D,Ar as E,Er as F,Pr as G,Cr as H,Ir as I,wr as J,Tr as K,$r as L,Sr as M,Dr as N,_r as O,Rr as P,kr as Q,Z as R,Or as S,Bt as T,Ur as U,Fr as V,Hr as W,Br as X,qr as Y,Qr as Z,Yr as _,J as $,jr as aa,zr as ba,Kr as ca,Gr as da,Wr as ea,Zr as fa,Jr as ga,Xr as ha,w as ia,S as ja,D as ka,$e as la,V as ma,ci as na,pi as oa,yi as pa,gi as qa,mi as ra,st as sa,hi as ta,fi as ua,ot as va,bi as wa,vi as xa,xi as ya,H as za,at as Aa,lt as Ba,Ei as Ca,ut as Da,ct as Ea,_i as Fa,pt as Ga,Wt as Ha,Ri as Ia,Zt as Ja,Ji as Ka,vt as La,Jt as Ma,ds as Na,us as Oa,cs as Pa,ps as Qa,ys as Ra,fs as Sa,xs as Ta};
