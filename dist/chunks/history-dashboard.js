const require_history_latency = require("./history-latency.js");
const require_history_branch = require("./history-branch.js");
const require_core = require("./core.js");
const require_sparkline = require("./sparkline.js");
const require_metric = require("./metric.js");

// src/diff/history-changes.ts
const defaultChangeRule = {
	p: .001,
	size: 8,
	effect: .03,
	noise: .8,
	window: 200
};
/** Permutations at most; fewer where it is clear that p is too large. */
const PERMUTATIONS = 999;
/**
* Lasting changes of latency: E-divisive (Matteson and James 2014) on the logarithms of levels, by bisection, with a permutation test at
* each step. Values change places only within one machine, so that p is right however much machines differ.
*/
function changePoints(series, rule = defaultChangeRule) {
	const values = series.points.map(({ level }) => Math.log(level));
	const machines = series.points.map(({ environment }) => environment);
	const found = [];
	const step = rule.window >> 1;
	for (let from = 0; from === 0 || from + step < values.length; from += step) {
		const to = Math.min(values.length, from + rule.window);
		const known = found.map(({ split, p }) => ({
			split: split - from,
			p
		}));
		for (const { split, p } of splits(values.slice(from, to), machines.slice(from, to), rule, known)) if (sameAs(known, split, rule) === void 0) found.push({
			split: from + split,
			p
		});
	}
	return told(found, values, rule).map(({ split, p, step: size }) => ({
		at: series.points[split]?.at ?? 0,
		ratio: Math.exp(size),
		p
	}));
}
/** The same change, found before. */
const sameAs = (known, at, { size }) => known.find(({ split }) => Math.abs(split - at) < size);
/**
* Splits of one window, by bisection.
* @param known changes that the window before has: they need no second test
*/
function splits(values, machines, rule, known) {
	const random = generator(values.length);
	const found = [];
	const open = [[0, values.length]];
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const [from, to] = next;
		if (to - from < 2 * rule.size) continue;
		const some = Float64Array.from(values.slice(from, to));
		const best = bestSplit(some, rule.size);
		if (best.split === rule.size || best.split === some.length - rule.size) continue;
		if (Math.abs(require_history_latency.median([...some.subarray(best.split)]) - require_history_latency.median([...some.subarray(0, best.split)])) < Math.log1p(rule.effect) / 2) continue;
		const p = sameAs(known, from + best.split, rule)?.p ?? permutationP(some, machines.slice(from, to), best.statistic, rule, random);
		if (p === null) continue;
		found.push({
			split: from + best.split,
			p
		});
		open.push([from, from + best.split], [from + best.split, to]);
	}
	return found;
}
/** Changes large enough, judged between their neighbours; the smallest is dropped first, which joins what it parted. */
function told(found, values, rule) {
	let kept = found.toSorted((a, b) => a.split - b.split);
	for (;;) {
		const sized = kept.map((one, i) => {
			const before = values.slice(kept[i - 1]?.split ?? 0, one.split);
			const after = values.slice(one.split, kept[i + 1]?.split ?? values.length);
			const step = require_history_latency.median(after) - require_history_latency.median(before);
			const least = Math.max(Math.log1p(rule.effect), rule.noise * deviation([before, after]));
			return {
				...one,
				step,
				excess: Math.abs(step) / least
			};
		});
		const least = sized.toSorted((a, b) => a.excess - b.excess)[0];
		if (least === void 0 || least.excess >= 1) return sized;
		kept = kept.filter(({ split }) => split !== least.split);
	}
}
/** Standard deviation around each part's median, by the median of distances: a few wild runs don't matter. */
function deviation(parts) {
	const distances = parts.flatMap((part) => {
		const middle = require_history_latency.median(part);
		return part.map((value) => Math.abs(value - middle));
	});
	return 1.4826 * require_history_latency.median(distances);
}
/**
* The split with the largest energy statistic: of what lies before it against what comes after, as far as any later point, so that
* a change that was taken back is seen, too. With S(a, b) the sum of distances between the first a values and the first b, rows of S
* follow one from another, so that one row is in memory.
*/
function bestSplit(values, size) {
	const { length } = values;
	const within = new Float64Array(length + 1);
	for (let i = 0; i < length; i += 1) {
		const value = at(values, i);
		let sum = 0;
		for (let j = 0; j < i; j += 1) sum += Math.abs(value - at(values, j));
		within[i + 1] = at(within, i) + 2 * sum;
	}
	const across = new Float64Array(length + 1);
	let best = {
		split: size,
		statistic: -Infinity
	};
	for (let split = 1; split <= length - size; split += 1) {
		const value = at(values, split - 1);
		const left = at(within, split);
		let row = (left - at(within, split - 1)) / 2;
		const first = split < size ? length + 1 : split + size;
		for (let end = split; end <= length && end < first; end += 1) {
			row += Math.abs(value - at(values, end - 1));
			across[end] = at(across, end) + row;
		}
		const ofLeft = left / (split - 1);
		for (let end = first; end <= length; end += 1) {
			row += Math.abs(value - at(values, end - 1));
			const rectangle = at(across, end) + row;
			across[end] = rectangle;
			const n = end - split;
			const right = at(within, end) - 2 * rectangle + left;
			const statistic = (2 * (rectangle - left) - n * ofLeft - split * right / (n - 1)) / end;
			if (statistic > best.statistic) best = {
				split,
				statistic
			};
		}
	}
	return best;
}
/** Within bounds always; the cast costs nothing where a default would. */
const at = (values, i) => values[i];
/** Null as soon as no permutation to come could bring p down to the rule's. */
function permutationP(values, machines, observed, rule, random) {
	const places = /* @__PURE__ */ new Map();
	machines.forEach((machine, i) => places.set(machine, [...places.get(machine) ?? [], i]));
	const groups = [...places.values()];
	const shuffled = values.slice();
	let extreme = 0;
	for (let tries = 1; tries <= PERMUTATIONS; tries += 1) {
		for (const group of groups) shuffle(shuffled, group, random);
		if (bestSplit(shuffled, rule.size).statistic >= observed) extreme += 1;
		if (pOf(extreme) > rule.p) return null;
	}
	return pOf(extreme);
}
const pOf = (extreme) => (extreme + 1) / 1e3;
function shuffle(values, places, random) {
	for (let i = places.length - 1; i > 0; i -= 1) {
		const [a, b] = [places[i] ?? 0, places[Math.floor(random() * (i + 1))] ?? 0];
		[values[a], values[b]] = [values[b] ?? 0, values[a] ?? 0];
	}
}
/** Mulberry32: the same series gives the same answer every time. */
function generator(seed) {
	let state = seed + 2654435769 | 0;
	return () => {
		state = state + 1831565813 | 0;
		let mixed = Math.imul(state ^ state >>> 15, 1 | state);
		mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
}

// src/report/dashboard/assets.ts
const pageScript = "/* Holds uPlot (https://github.com/leeoniya/uPlot):\nThe MIT License (MIT)\n\nCopyright (c) 2022 Leon Sorokin\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the \"Software\"), to deal\nin the Software without restriction, including without limitation the rights\nto use, copy, modify, merge, publish, distribute, sublicense, and/or sell\ncopies of the Software, and to permit persons to whom the Software is\nfurnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in\nall copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE\nAUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER\nLIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,\nOUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN\nTHE SOFTWARE.\n*/\n(function(){let e=`u-off`,t=`u-label`,n=`width`,r=`height`,i=`bottom`,a=`left`,o=`right`,s=`#000`,c=`#0000`,l=`mousemove`,u=`mousedown`,d=`mouseup`,f=`mouseenter`,p=`mouseleave`,m=`dblclick`,h=`change`,g=`dppxchange`,_=typeof window<`u`,v=_?document:null,y=_?window:null,b=_?navigator:null,x,S;function C(){let e=devicePixelRatio;x!=e&&(x=e,S&&le(h,S,C),S=matchMedia(`(min-resolution: ${x-.001}dppx) and (max-resolution: ${x+.001}dppx)`),ce(h,S,C),y.dispatchEvent(new CustomEvent(g)))}function w(e,t){if(t!=null){let n=e.classList;!n.contains(t)&&n.add(t)}}function T(e,t){let n=e.classList;n.contains(t)&&n.remove(t)}function E(e,t,n){e.style[t]=n+`px`}function D(e,t,n,r){let i=v.createElement(e);return t!=null&&w(i,t),n?.insertBefore(i,r),i}function O(e,t){return D(`div`,e,t)}let ee=/* @__PURE__ */ new WeakMap;function te(t,n,r,i,a){let o=`translate(`+n+`px,`+r+`px)`;o!=ee.get(t)&&(t.style.transform=o,ee.set(t,o),n<0||r<0||n>i||r>a?w(t,e):T(t,e))}let ne=/* @__PURE__ */ new WeakMap;function re(e,t,n){let r=t+n;r!=ne.get(e)&&(ne.set(e,r),e.style.background=t,e.style.borderColor=n)}let ie=/* @__PURE__ */ new WeakMap;function ae(e,t,n,r){let i=t+``+n;i!=ie.get(e)&&(ie.set(e,i),e.style.height=n+`px`,e.style.width=t+`px`,e.style.marginLeft=r?-t/2+`px`:0,e.style.marginTop=r?-n/2+`px`:0)}let oe={passive:!0},se={...oe,capture:!0};function ce(e,t,n,r){t.addEventListener(e,n,r?se:oe)}function le(e,t,n,r){t.removeEventListener(e,n,oe)}_&&C();function ue(e,t,n,r){let i;n||=0,r||=t.length-1;let a=r<=2147483647;for(;r-n>1;)i=a?n+r>>1:L((n+r)/2),t[i]<e?n=i:r=i;return e-t[n]<=t[r]-e?n:r}function k(e){return(t,n,r)=>{let i=-1,a=-1;for(let a=n;a<=r;a++)if(e(t[a])){i=a;break}for(let i=r;i>=n;i--)if(e(t[i])){a=i;break}return[i,a]}}let A=e=>e!=null,de=e=>e!=null&&e>0,j=k(A),M=k(de);function fe(e,t,n,r=0,i=!1){let a=i?M:j,o=i?de:A;[t,n]=a(e,t,n);let s=e[t],c=e[t];if(t>-1){if(r==1)s=e[t],c=e[n];else if(r==-1)s=e[n],c=e[t];else for(let r=t;r<=n;r++){let t=e[r];o(t)&&(t<s?s=t:t>c&&(c=t))}}return[s??R,c??-R]}function pe(e,t,n,r){let i=ke(e),a=ke(t);e==t&&(i==-1?(e*=n,t/=n):(e/=n,t*=n));let o=n==10?Ae:je,s=i==1?L:Te,c=a==1?Te:L,l=s(o(Ce(e))),u=c(o(Ce(t))),d=Oe(n,l),f=Oe(n,u);return n==10&&(l<0&&(d=H(d,-l)),u<0&&(f=H(f,-u))),r||n==2?(e=d*i,t=f*a):(e=V(e,d),t=Ge(t,f)),[e,t]}function me(e,t,n,r){let i=pe(e,t,n,r);return e==0&&(i[0]=0),t==0&&(i[1]=0),i}let he=.1,ge={mode:3,pad:he},_e={pad:0,soft:null,mode:0},ve={min:_e,max:_e};function ye(e,t,n,r){return nt(n)?P(e,t,n):(_e.pad=n,_e.soft=r?0:null,_e.mode=r?3:0,P(e,t,ve))}function N(e,t){return e??t}function be(e,t,n){for(t=N(t,0),n=N(n,e.length-1);t<=n;){if(e[t]!=null)return!0;t++}return!1}function P(e,t,n){let r=n.min,i=n.max,a=N(r.pad,0),o=N(i.pad,0),s=N(r.hard,-R),c=N(i.hard,R),l=N(r.soft,R),u=N(i.soft,-R),d=N(r.mode,0),f=N(i.mode,0),p=t-e,m=Ae(p),h=De(Ce(e),Ce(t)),g=Ae(h),_=Ce(g-m);(p<1e-24||_>10)&&(p=0,(e==0||t==0)&&(p=1e-24,d==2&&l!=R&&(a=0),f==2&&u!=-R&&(o=0)));let v=p||h||1e3,y=Ae(v),b=Oe(10,L(y)),x=H(V(e-v*(p==0?e==0?.1:1:a),b/10),24),S=e>=l&&(d==1||d==3&&x<=l||d==2&&x>=l)?l:R,C=De(s,x<S&&e>=S?S:Ee(S,x)),w=H(Ge(t+v*(p==0?t==0?.1:1:o),b/10),24),T=t<=u&&(f==1||f==3&&w>=u||f==2&&w<=u)?u:-R,E=Ee(c,w>T&&t<=T?T:De(T,w));return C==E&&C==0&&(E=100),[C,E]}let xe=new Intl.NumberFormat(_?b.language:`en-US`),F=e=>xe.format(e),I=Math,Se=I.PI,Ce=I.abs,L=I.floor,we=I.round,Te=I.ceil,Ee=I.min,De=I.max,Oe=I.pow,ke=I.sign,Ae=I.log10,je=I.log2,Me=(e,t=1)=>I.sinh(e)*t,Ne=(e,t=1)=>I.asinh(e/t),R=1/0;function Pe(e){return(Ae((e^e>>31)-(e>>31))|0)+1}function Fe(e,t,n){return Ee(De(e,t),n)}function Ie(e){return typeof e==`function`}function z(e){return Ie(e)?e:()=>e}let Le=()=>{},B=e=>e,Re=(e,t)=>t,ze=e=>null,Be=e=>!0,Ve=(e,t)=>e==t,He=/\\.\\d*?(?=9{6,}|0{6,})/gm,Ue=e=>{if($e(e)||Ke.has(e))return e;let t=`${e}`,n=t.match(He);if(n==null)return e;let r=n[0].length-1;if(t.indexOf(`e-`)!=-1){let[e,n]=t.split(`e`);return+`${Ue(e)}e${n}`}return H(e,r)};function We(e,t){return Ue(H(Ue(e/t))*t)}function Ge(e,t){return Ue(Te(Ue(e/t))*t)}function V(e,t){return Ue(L(Ue(e/t))*t)}function H(e,t=0){if($e(e))return e;let n=10**t,r=e*n*(1+2**-52);return we(r)/n}let Ke=/* @__PURE__ */ new Map;function qe(e){return((``+e).split(`.`)[1]||``).length}function Je(e,t,n,r){let i=[],a=r.map(qe);for(let o=t;o<n;o++){let t=Ce(o),n=H(Oe(e,o),t);for(let s=0;s<r.length;s++){let c=e==10?+`${r[s]}e${o}`:r[s]*n,l=(o>=0?0:t)+(o>=a[s]?0:a[s]),u=e==10?c:H(c,l);i.push(u),Ke.set(u,l)}}return i}let Ye={},Xe=[],Ze=[null,null],Qe=Array.isArray,$e=Number.isInteger,et=e=>e===void 0;function tt(e){return typeof e==`string`}function nt(e){let t=!1;if(e!=null){let n=e.constructor;t=n==null||n==Object}return t}function rt(e){return typeof e==`object`&&!!e}let it=Object.getPrototypeOf(Uint8Array),at=`__proto__`;function ot(e,t=nt){let n;if(Qe(e)){let r=e.find(e=>e!=null);if(Qe(r)||t(r)){n=Array(e.length);for(let r=0;r<e.length;r++)n[r]=ot(e[r],t)}else n=e.slice()}else if(e instanceof it)n=e.slice();else if(t(e)){n={};for(let r in e)r!=at&&(n[r]=ot(e[r],t))}else n=e;return n}function st(e){let t=arguments;for(let n=1;n<t.length;n++){let r=t[n];for(let t in r)t!=at&&(nt(e[t])?st(e[t],ot(r[t])):e[t]=ot(r[t]))}return e}function ct(e,t,n){for(let r=0,i,a=-1;r<t.length;r++){let o=t[r];if(o>a){for(i=o-1;i>=0&&e[i]==null;)e[i--]=null;for(i=o+1;i<n&&e[i]==null;)e[a=i++]=null}}}function lt(e,t){if(U(e)){let t=e[0].slice();for(let n=1;n<e.length;n++)t.push(...e[n].slice(1));return ft(t[0])||(t=dt(t)),t}let n=/* @__PURE__ */ new Set;for(let t=0;t<e.length;t++){let r=e[t][0],i=r.length;for(let e=0;e<i;e++)n.add(r[e])}let r=[Array.from(n).sort((e,t)=>e-t)],i=r[0].length,a=/* @__PURE__ */ new Map;for(let e=0;e<i;e++)a.set(r[0][e],e);for(let n=0;n<e.length;n++){let o=e[n],s=o[0];for(let e=1;e<o.length;e++){let c=o[e],l=Array(i).fill(void 0),u=t?t[n][e]:1,d=[];for(let e=0;e<c.length;e++){let t=c[e],n=a.get(s[e]);t===null?u!=0&&(l[n]=t,u==2&&d.push(n)):l[n]=t}ct(l,d,i),r.push(l)}}return r}let ut=typeof queueMicrotask>`u`?e=>Promise.resolve().then(e):queueMicrotask;function dt(e){let t=e[0],n=t.length,r=Array(n);for(let e=0;e<r.length;e++)r[e]=e;r.sort((e,n)=>t[e]-t[n]);let i=[];for(let t=0;t<e.length;t++){let a=e[t],o=Array(n);for(let e=0;e<n;e++)o[e]=a[r[e]];i.push(o)}return i}function U(e){let t=e[0][0],n=t.length;for(let r=1;r<e.length;r++){let i=e[r][0];if(i.length!=n)return!1;if(i!=t){for(let e=0;e<n;e++)if(i[e]!=t[e])return!1}}return!0}function ft(e,t=100){let n=e.length;if(n<=1)return!0;let r=0,i=n-1;for(;r<=i&&e[r]==null;)r++;for(;i>=r&&e[i]==null;)i--;if(i<=r)return!0;let a=De(1,L((i-r+1)/t));for(let t=e[r],n=r+a;n<=i;n+=a){let r=e[n];if(r!=null){if(r<=t)return!1;t=r}}return!0}let pt=[`January`,`February`,`March`,`April`,`May`,`June`,`July`,`August`,`September`,`October`,`November`,`December`],mt=[`Sunday`,`Monday`,`Tuesday`,`Wednesday`,`Thursday`,`Friday`,`Saturday`];function ht(e){return e.slice(0,3)}let gt=mt.map(ht),_t={MMMM:pt,MMM:pt.map(ht),WWWW:mt,WWW:gt};function vt(e){return(e<10?`0`:``)+e}function yt(e){return(e<10?`00`:e<100?`0`:``)+e}let bt={YYYY:e=>e.getFullYear(),YY:e=>(e.getFullYear()+``).slice(2),MMMM:(e,t)=>t.MMMM[e.getMonth()],MMM:(e,t)=>t.MMM[e.getMonth()],MM:e=>vt(e.getMonth()+1),M:e=>e.getMonth()+1,DD:e=>vt(e.getDate()),D:e=>e.getDate(),WWWW:(e,t)=>t.WWWW[e.getDay()],WWW:(e,t)=>t.WWW[e.getDay()],HH:e=>vt(e.getHours()),H:e=>e.getHours(),h:e=>{let t=e.getHours();return t==0?12:t>12?t-12:t},AA:e=>e.getHours()>=12?`PM`:`AM`,aa:e=>e.getHours()>=12?`pm`:`am`,a:e=>e.getHours()>=12?`p`:`a`,mm:e=>vt(e.getMinutes()),m:e=>e.getMinutes(),ss:e=>vt(e.getSeconds()),s:e=>e.getSeconds(),fff:e=>yt(e.getMilliseconds())};function xt(e,t){t||=_t;let n=[],r=/\\{([a-z]+)\\}|[^{]+/gi,i;for(;i=r.exec(e);)n.push(i[0][0]==`{`?bt[i[1]]:i[0]);return e=>{let r=``;for(let i=0;i<n.length;i++)r+=typeof n[i]==`string`?n[i]:n[i](e,t);return r}}let St=new Intl.DateTimeFormat().resolvedOptions().timeZone;function Ct(e,t){let n;return t==`UTC`||t==`Etc/UTC`?n=/* @__PURE__ */ new Date(+e+e.getTimezoneOffset()*6e4):t==St?n=e:(n=new Date(e.toLocaleString(`en-US`,{timeZone:t})),n.setMilliseconds(e.getMilliseconds())),n}let wt=e=>e%1==0,Tt=[1,2,2.5,5],Et=Je(10,-32,0,Tt),Dt=Je(10,0,32,Tt),Ot=Dt.filter(wt),kt=Et.concat(Dt),At=`{YYYY}`,jt=`\n`+At,Mt=`{M}/{D}`,Nt=`\n`+Mt,Pt=Nt+`/{YY}`,W=`{aa}`,G=`{h}:{mm}`+W,Ft=`\n`+G,It=`:{ss}`;function Lt(e){let t=e*1e3,n=t*60,r=n*60,i=r*24,a=i*30,o=i*365,s=(e==1?Je(10,0,3,Tt).filter(wt):Je(10,-3,0,Tt)).concat([t,t*5,t*10,t*15,t*30,n,n*5,n*10,n*15,n*30,r,r*2,r*3,r*4,r*6,r*8,r*12,i,i*2,i*3,i*4,i*5,i*6,i*7,i*8,i*9,i*10,i*15,a,a*2,a*3,a*4,a*6,o,o*2,o*5,o*10,o*25,o*50,o*100]),c=[[o,At,null,null,null,null,null,null,1],[i*28,`{MMM}`,jt,null,null,null,null,null,1],[i,Mt,jt,null,null,null,null,null,1],[r,`{h}`+W,Pt,null,Nt,null,null,null,1],[n,G,Pt,null,Nt,null,null,null,1],[t,It,Pt+` `+G,null,Nt+` `+G,null,Ft,null,1],[e,It+`.{fff}`,Pt+` `+G,null,Nt+` `+G,null,Ft,null,1]];function l(t){return(s,c,l,u,d,f)=>{let p=[],m=d>=o,h=d>=a&&d<o,g=t(l),_=H(g*e,3),v=qt(g.getFullYear(),m?0:g.getMonth(),h||m?1:g.getDate()),y=H(v*e,3);if(h||m){let n=h?d/a:0,r=m?d/o:0,i=_==y?_:H(qt(v.getFullYear()+r,v.getMonth()+n,1)*e,3),s=new Date(we(i/e)),c=s.getFullYear(),l=s.getMonth();for(let a=0;i<=u;a++){let o=qt(c+r*a,l+n*a,1),s=o-t(H(o*e,3));i=H((+o+s)*e,3),i<=u&&p.push(i)}}else{let a=d>=i?i:d,o=y+(L(l)-L(_))+Ge(_-y,a);p.push(o);let m=t(o),h=m.getHours()+m.getMinutes()/n+m.getSeconds()/r,g=d/r,v=f/s.axes[c]._space;for(;o=H(o+d,e==1?0:3),!(o>u);)if(g>1){let e=L(H(h+g,6))%24,n=t(o).getHours()-e;n>1&&(n=-1),o-=n*r,h=(h+g)%24;let i=p[p.length-1];H((o-i)/d,3)*v>=.7&&p.push(o)}else p.push(o)}return p}}return[s,c,l]}let[Rt,zt,Bt]=Lt(1),[Vt,Ht,Ut]=Lt(.001);Je(2,-53,53,[1]);function Wt(e,t){return e.map(e=>e.map((n,r)=>r==0||r==8||n==null?n:t(r==1||e[8]==0?n:e[1]+n)))}function Gt(e,t){return(n,r,i,a,o)=>{let s=t.find(e=>o>=e[0])||t[t.length-1],c,l,u,d,f,p;return r.map(t=>{let n=e(t),r=n.getFullYear(),i=n.getMonth(),a=n.getDate(),o=n.getHours(),m=n.getMinutes(),h=n.getSeconds(),g=r!=c&&s[2]||i!=l&&s[3]||a!=u&&s[4]||o!=d&&s[5]||m!=f&&s[6]||h!=p&&s[7]||s[1];return c=r,l=i,u=a,d=o,f=m,p=h,g(n)})}}function Kt(e,t){let n=xt(t);return(t,r,i,a,o)=>r.map(t=>n(e(t)))}function qt(e,t,n){return new Date(e,t,n)}function Jt(e,t){return t(e)}function Yt(e,t){return(n,r,i,a)=>a==null?`--`:t(e(r))}function Xt(e,t){let n=e.series[t];return n.width?n.stroke(e,t):n.points.width?n.points.stroke(e,t):null}function Zt(e,t){return e.series[t].fill(e,t)}let Qt={show:!0,live:!0,isolate:!1,mount:Le,markers:{show:!0,width:2,stroke:Xt,fill:Zt,dash:`solid`},idx:null,idxs:null,values:[]};function $t(e,t){let i=e.cursor.points,a=O(),o=i.size(e,t);E(a,n,o),E(a,r,o);let s=o/-2;E(a,`marginLeft`,s),E(a,`marginTop`,s);let c=i.width(e,t,o);return c&&E(a,`borderWidth`,c),a}function en(e,t){let n=e.series[t].points;return n._fill||n._stroke}function tn(e,t){let n=e.series[t].points;return n._stroke||n._fill}function nn(e,t){return e.series[t].points.size}let rn=[0,0];function an(e,t,n){return rn[0]=t,rn[1]=n,rn}function on(e,t,n,r=!0){return e=>{e.button!=0||r&&e.target!=t||n(e)}}function sn(e,t,n,r=!0){return e=>{r&&e.target!=t||n(e)}}let cn={show:!0,x:!0,y:!0,lock:!1,move:an,points:{one:!1,show:$t,size:nn,width:0,stroke:tn,fill:en},bind:{mousedown:on,mouseup:on,click:on,dblclick:on,mousemove:sn,mouseleave:sn,mouseenter:sn},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(e,t)=>{t.stopPropagation(),t.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(e,t,n,r,i)=>r-i,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},ln={show:!0,stroke:`rgba(0,0,0,0.07)`,width:2},un=st({},ln,{filter:Re}),dn=st({},un,{size:10}),fn=st({},ln,{show:!1}),pn=`12px system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\"`,mn=`bold `+pn,hn=1.5,gn={show:!0,scale:`x`,stroke:s,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:mn,side:2,grid:un,ticks:dn,border:fn,font:pn,lineGap:hn,rotate:0},_n={show:!0,scale:`x`,auto:!1,sorted:1,min:R,max:-1/0,idxs:[]};function vn(e,t,n,r,i){return t.map(e=>e==null?``:F(e))}function yn(e,t,n,r,i,a,o){let s=[],c=Ke.get(i)||0;n=o?n:H(Ge(n,i),c);for(let e=n;e<=r;e=H(e+i,c))s.push(Object.is(e,-0)?0:e);return s}function bn(e,t,n,r,i,a,o){let s=[],c=e.scales[e.axes[t].scale].log,l=L((c==10?Ae:je)(n));i=Oe(c,l),c==10&&(i=kt[ue(i,kt)]);let u=n,d=i*c;c==10&&(d=kt[ue(d,kt)]);do s.push(u),u+=i,c==10&&!Ke.has(u)&&(u=H(u,Ke.get(i))),u>=d&&(i=u,d=i*c,c==10&&(d=kt[ue(d,kt)]));while(u<=r);return s}function xn(e,t,n,r,i,a,o){let s=e.scales[e.axes[t].scale].asinh,c=r>s?bn(e,t,De(s,n),r,i):[s],l=r>=0&&n<=0?[0]:[];return(n<-s?bn(e,t,De(s,-r),-n,i):[s]).reverse().map(e=>-e).concat(l,c)}let Sn=/./,Cn=/[12357]/,wn=/[125]/,Tn=/1/,En=(e,t,n,r)=>e.map((e,i)=>t==4&&e==0||i%r==0&&n.test(e.toExponential()[+(e<0)])?e:null);function Dn(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=e.scales[o],c=e.valToPos,l=a._space,u=c(10,o),d=c(9,o)-u>=l?Sn:c(7,o)-u>=l?Cn:c(5,o)-u>=l?wn:Tn;if(d==Tn){let e=Ce(c(1,o)-u);if(e<l)return En(t.slice().reverse(),s.distr,d,Te(l/e)).reverse()}return En(t,s.distr,d,1)}function On(e,t,n,r,i){let a=e.axes[n],o=a.scale,s=a._space,c=e.valToPos,l=Ce(c(1,o)-c(2,o));return l<s?En(t.slice().reverse(),3,Sn,Te(s/l)).reverse():t}function kn(e,t,n,r){return r==null?`--`:t==null?``:F(t)}let An={show:!0,scale:`y`,stroke:s,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:mn,side:3,grid:un,ticks:dn,border:fn,font:pn,lineGap:hn,rotate:0};function jn(e,t){return H((3+(e||1)*2)*t,3)}function Mn(e,t){let{scale:n,idxs:r}=e.series[0],i=e._data[0],a=e.valToPos(i[r[0]],n,!0),o=e.valToPos(i[r[1]],n,!0),s=Ce(o-a)/(e.series[t].points.space*x);return r[1]-r[0]<=s}let Nn={scale:null,auto:!0,sorted:0,min:R,max:-1/0},Pn=(e,t,n,r,i)=>i,Fn={show:!0,auto:!0,sorted:0,gaps:Pn,alpha:1,facets:[st({},Nn,{scale:`x`}),st({},Nn,{scale:`y`})]},In={scale:`y`,auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:Pn,alpha:1,points:{show:Mn,filter:null},values:null,min:R,max:-1/0,idxs:[],path:null,clip:null};function Ln(e,t,n,r,i){return n/10}let Rn={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},zn=st({},Rn,{time:!1,ori:1}),Bn={};function Vn(e,t){let n=Bn[e];return n||(n={key:e,plots:[],sub(e){n.plots.push(e)},unsub(e){n.plots=n.plots.filter(t=>t!=e)},pub(e,t,r,i,a,o,s){for(let c=0;c<n.plots.length;c++)n.plots[c]!=t&&n.plots[c].pub(e,t,r,i,a,o,s)}},e!=null&&(Bn[e]=n)),n}function Hn(e,t,n){let r=e.mode,i=e.series[t],a=r==2?e._data[t]:e._data,o=e.scales,s=e.bbox,c=a[0],l=r==2?a[1]:a[t],u=r==2?o[i.facets[0].scale]:o[e.series[0].scale],d=r==2?o[i.facets[1].scale]:o[i.scale],f=s.left,p=s.top,m=s.width,h=s.height,g=e.valToPosH,_=e.valToPosV;return u.ori==0?n(i,c,l,u,d,g,_,f,p,m,h,Zn,K,J,er,nr):n(i,c,l,u,d,_,g,p,f,h,m,Qn,q,$n,tr,rr)}function Un(e,t){let n=0,r=0,i=N(e.bands,Xe);for(let e=0;e<i.length;e++){let a=i[e];a.series[0]==t?n=a.dir:a.series[1]==t&&(a.dir==1?r|=1:r|=2)}return[n,r==1?-1:r==2?1:r==3?2:0]}function Wn(e,t,n,r,i){let a=e.mode,o=e.series[t],s=a==2?o.facets[1].scale:o.scale,c=e.scales[s];return i==-1?c.min:i==1?c.max:c.distr==3?c.dir==1?c.min:c.max:0}function Gn(e,t,n,r,i,a){return Hn(e,t,(e,t,o,s,c,l,u,d,f,p,m)=>{let h=e.pxRound,g=s.dir*(s.ori==0?1:-1),_=s.ori==0?K:q,v,y;g==1?(v=n,y=r):(v=r,y=n);let b=h(l(t[v],s,p,d)),x=h(u(o[v],c,m,f)),S=h(l(t[y],s,p,d)),C=h(u(a==1?c.max:c.min,c,m,f)),w=new Path2D(i);return _(w,S,C),_(w,b,C),_(w,b,x),w})}function Kn(e,t,n,r,i,a){let o=null;if(e.length>0){o=new Path2D;let s=t==0?J:$n,c=n;for(let t=0;t<e.length;t++){let n=e[t];if(n[1]>n[0]){let e=n[0]-c;e>0&&s(o,c,r,e,r+a),c=n[1]}}let l=n+i-c;l>0&&s(o,c,r-5,l,r+a+10)}return o}function qn(e,t,n){let r=e[e.length-1];r&&r[0]==t?r[1]=n:e.push([t,n])}function Jn(e,t,n,r,i,a,o){let s=[],c=e.length;for(let l=i==1?n:r;l>=n&&l<=r;l+=i)if(t[l]===null){let u=l,d=l;if(i==1)for(;++l<=r&&t[l]===null;)d=l;else for(;--l>=n&&t[l]===null;)d=l;let f=a(e[u]),p=d==u?f:a(e[d]),m=u-i;f=o<=0&&m>=0&&m<c?a(e[m]):f;let h=d+i;p=o>=0&&h>=0&&h<c?a(e[h]):p,p>=f&&s.push([f,p])}return s}function Yn(e){return e==0?B:e==1?we:t=>We(t,e)}function Xn(e){let t=e==0?Zn:Qn,n=e==0?(e,t,n,r,i,a)=>{e.arcTo(t,n,r,i,a)}:(e,t,n,r,i,a)=>{e.arcTo(n,t,i,r,a)},r=e==0?(e,t,n,r,i)=>{e.rect(t,n,r,i)}:(e,t,n,r,i)=>{e.rect(n,t,i,r)};return(e,i,a,o,s,c=0,l=0)=>{c==0&&l==0?r(e,i,a,o,s):(c=Ee(c,o/2,s/2),l=Ee(l,o/2,s/2),t(e,i+c,a),n(e,i+o,a,i+o,a+s,c),n(e,i+o,a+s,i,a+s,l),n(e,i,a+s,i,a,l),n(e,i,a,i+o,a,c),e.closePath())}}let Zn=(e,t,n)=>{e.moveTo(t,n)},Qn=(e,t,n)=>{e.moveTo(n,t)},K=(e,t,n)=>{e.lineTo(t,n)},q=(e,t,n)=>{e.lineTo(n,t)},J=Xn(0),$n=Xn(1),er=(e,t,n,r,i,a)=>{e.arc(t,n,r,i,a)},tr=(e,t,n,r,i,a)=>{e.arc(n,t,r,i,a)},nr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(t,n,r,i,a,o)},rr=(e,t,n,r,i,a,o)=>{e.bezierCurveTo(n,t,i,r,o,a)};function ir(e){return(e,t,n,r,i)=>Hn(e,t,(t,a,o,s,c,l,u,d,f,p,m)=>{let{pxRound:h,points:g}=t,_,v;s.ori==0?(_=Zn,v=er):(_=Qn,v=tr);let y=H(g.width*x,3),b=(g.size-g.width)/2*x,S=H(b*2,3),C=new Path2D,w=new Path2D,{left:T,top:E,width:D,height:O}=e.bbox;J(w,T-S,E-S,D+S*2,O+S*2);let ee=e=>{if(o[e]!=null){let t=h(l(a[e],s,p,d)),n=h(u(o[e],c,m,f));_(C,t+b,n),v(C,t,n,b,0,Se*2)}};if(i)i.forEach(ee);else for(let e=n;e<=r;e++)ee(e);return{stroke:y>0?C:null,fill:C,clip:w,flags:3}})}function ar(e){return(t,n,r,i,a,o)=>{r!=i&&(a!=r&&o!=r&&e(t,n,r),a!=i&&o!=i&&e(t,n,i),e(t,n,o))}}let or=ar(K),sr=ar(q);function cr(e){let t=N(e?.alignGaps,0);return(e,n,r,i)=>Hn(e,n,(a,o,s,c,l,u,d,f,p,m,h)=>{[r,i]=j(s,r,i);let g=a.pxRound,_=e=>g(u(e,c,m,f)),v=e=>g(d(e,l,h,p)),y,b;c.ori==0?(y=K,b=or):(y=q,b=sr);let x=c.dir*(c.ori==0?1:-1),S={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},C=S.stroke,w=!1;if(i-r>=m*4){let t=t=>e.posToVal(t,c.key,!0),n=null,a=null,l,u,d,f=_(o[x==1?r:i]),p=_(o[r]),m=_(o[i]),h=t(x==1?p+1:m-1);for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let r=o[e],i=(x==1?r<h:r>h)?f:_(r),c=s[e];i==f?c==null?c===null&&(w=!0):(u=c,n==null?(y(C,i,v(u)),l=n=a=u):u<n?n=u:u>a&&(a=u)):(n!=null&&b(C,f,v(n),v(a),v(l),v(u)),c==null?(n=a=null,c===null&&(w=!0)):(u=c,y(C,i,v(u)),n=a=l=u),f=i,h=t(f+x))}n!=null&&n!=a&&d!=f&&b(C,f,v(n),v(a),v(l),v(u))}else for(let e=x==1?r:i;e>=r&&e<=i;e+=x){let t=s[e];t===null?w=!0:t!=null&&y(C,_(o[e]),v(t))}let[T,E]=Un(e,n);if(a.fill!=null||T!=0){let t=S.fill=new Path2D(C),s=v(a.fillTo(e,n,a.min,a.max,T)),c=_(o[r]),l=_(o[i]);x==-1&&([l,c]=[c,l]),y(t,l,s),y(t,c,s)}if(!a.spanGaps){let l=[];w&&l.push(...Jn(o,s,r,i,x,_,t)),S.gaps=l=a.gaps(e,n,r,i,l),S.clip=Kn(l,c.ori,f,p,m,h)}return E!=0&&(S.band=E==2?[Gn(e,n,r,i,C,-1),Gn(e,n,r,i,C,1)]:Gn(e,n,r,i,C,E)),S})}function lr(e){let t=N(e.align,1),n=N(e.ascDesc,!1),r=N(e.alignGaps,0),i=N(e.extend,!1);return(e,a,o,s)=>Hn(e,a,(c,l,u,d,f,p,m,h,g,_,v)=>{[o,s]=j(u,o,s);let y=c.pxRound,{left:b,width:S}=e.bbox,C=e=>y(p(e,d,_,h)),w=e=>y(m(e,f,v,g)),T=d.ori==0?K:q,E={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:1},D=E.stroke,O=d.dir*(d.ori==0?1:-1),ee=w(u[O==1?o:s]),te=C(l[O==1?o:s]),ne=te,re=te;i&&t==-1&&(re=b,T(D,re,ee)),T(D,te,ee);for(let e=O==1?o:s;e>=o&&e<=s;e+=O){let n=u[e];if(n==null)continue;let r=C(l[e]),i=w(n);t==1?T(D,r,ee):T(D,ne,i),T(D,r,i),ee=i,ne=r}let ie=ne;i&&t==1&&(ie=b+S,T(D,ie,ee));let[ae,oe]=Un(e,a);if(c.fill!=null||ae!=0){let t=E.fill=new Path2D(D),n=w(c.fillTo(e,a,c.min,c.max,ae));T(t,ie,n),T(t,re,n)}if(!c.spanGaps){let i=[];i.push(...Jn(l,u,o,s,O,C,r));let f=c.width*x/2,p=n||t==1?f:-f,m=n||t==-1?-f:f;i.forEach(e=>{e[0]+=p,e[1]+=m}),E.gaps=i=c.gaps(e,a,o,s,i),E.clip=Kn(i,d.ori,h,g,_,v)}return oe!=0&&(E.band=oe==2?[Gn(e,a,o,s,D,-1),Gn(e,a,o,s,D,1)]:Gn(e,a,o,s,D,oe)),E})}function ur(e,t,n,r,i,a,o=R){if(e.length>1){let s=null;for(let c=0,l=1/0;c<e.length;c++)if(t[c]!==void 0){if(s!=null){let t=Ce(e[c]-e[s]);t<l&&(l=t,o=Ce(n(e[c],r,i,a)-n(e[s],r,i,a)))}s=c}}return o}function dr(e){e||=Ye;let t=N(e.size,[.6,R,1]),n=e.align||0,r=e.gap||0,i=e.radius;i=i==null?[0,0]:typeof i==`number`?[i,0]:i;let a=z(i),o=1-t[0],s=N(t[1],R),c=N(t[2],1),l=N(e.disp,Ye),u=N(e.each,e=>{}),{fill:d,stroke:f}=l;return(e,t,i,p)=>Hn(e,t,(m,h,g,_,v,y,b,S,C,w,T)=>{let E=m.pxRound,D=n,O=r*x,ee=s*x,te=c*x,ne,re;_.ori==0?[ne,re]=a(e,t):[re,ne]=a(e,t);let ie=_.dir*(_.ori==0?1:-1),ae=_.ori==0?J:$n,oe=_.ori==0?u:(e,t,n,r,i,a,o)=>{u(e,t,n,i,r,o,a)},se=N(e.bands,Xe).find(e=>e.series[0]==t),ce=se==null?0:se.dir,le=m.fillTo(e,t,m.min,m.max,ce),ue=E(b(le,v,T,C)),k,A,de,j=w,M=E(m.width*x),fe=!1,pe=null,me=null,he=null,ge=null;d!=null&&(M==0||f!=null)&&(fe=!0,pe=d.values(e,t,i,p),me=/* @__PURE__ */ new Map,new Set(pe).forEach(e=>{e!=null&&me.set(e,new Path2D)}),M>0&&(he=f.values(e,t,i,p),ge=/* @__PURE__ */ new Map,new Set(he).forEach(e=>{e!=null&&ge.set(e,new Path2D)})));let{x0:_e,size:ve}=l;if(_e!=null&&ve!=null){D=1,h=_e.values(e,t,i,p),_e.unit==2&&(h=h.map(t=>e.posToVal(S+t*w,_.key,!0)));let n=ve.values(e,t,i,p);A=ve.unit==2?n[0]*w:y(n[0],_,w,S)-y(0,_,w,S),j=ur(h,g,y,_,w,S,j),de=j-A+O}else j=ur(h,g,y,_,w,S,j),de=j*o+O,A=j-de;de<1&&(de=0),M>=A/2&&(M=0),de<5&&(E=B);let ye=de>0,be=j-de-(ye?M:0);A=E(Fe(be,te,ee)),k=(D==0?A/2:D==ie?0:A)-D*ie*((D==0?O/2:0)+(ye?M/2:0));let P={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},xe=fe?null:new Path2D,F=null;if(se!=null)F=e.data[se.series[1]];else{let{y0:n,y1:r}=l;n!=null&&r!=null&&(g=r.values(e,t,i,p),F=n.values(e,t,i,p))}let I=ne*A,Se=re*A;for(let n=ie==1?i:p;n>=i&&n<=p;n+=ie){let r=g[n];if(r==null)continue;if(F!=null){let e=F[n]??0;if(r-e==0)continue;ue=b(e,v,T,C)}let i=y(_.distr!=2||l!=null?h[n]:n,_,w,S),a=b(N(r,le),v,T,C),o=E(i-k),s=E(De(a,ue)),c=E(Ee(a,ue)),u=s-c;if(r!=null){let i=r<0?Se:I,a=r<0?I:Se;fe?(M>0&&he[n]!=null&&ae(ge.get(he[n]),o,c+L(M/2),A,De(0,u-M),i,a),pe[n]!=null&&ae(me.get(pe[n]),o,c+L(M/2),A,De(0,u-M),i,a)):ae(xe,o,c+L(M/2),A,De(0,u-M),i,a),oe(e,t,n,o-M/2,c,A+M,u)}}return M>0?P.stroke=fe?ge:xe:fe||(P._fill=m.width==0?m._fill:m._stroke??m._fill,P.width=0),P.fill=fe?me:xe,P})}function fr(e,t){let n=N(t?.alignGaps,0);return(t,r,i,a)=>Hn(t,r,(o,s,c,l,u,d,f,p,m,h,g)=>{[i,a]=j(c,i,a);let _=o.pxRound,v=e=>_(d(e,l,h,p)),y=e=>_(f(e,u,g,m)),b,x,S;l.ori==0?(b=Zn,S=K,x=nr):(b=Qn,S=q,x=rr);let C=l.dir*(l.ori==0?1:-1),w=v(s[C==1?i:a]),T=w,E=[],D=[];for(let e=C==1?i:a;e>=i&&e<=a;e+=C)if(c[e]!=null){let t=s[e],n=v(t);E.push(T=n),D.push(y(c[e]))}let O={stroke:e(E,D,b,S,x,_),fill:null,clip:null,band:null,gaps:null,flags:1},ee=O.stroke,[te,ne]=Un(t,r);if(o.fill!=null||te!=0){let e=O.fill=new Path2D(ee),n=y(o.fillTo(t,r,o.min,o.max,te));S(e,T,n),S(e,w,n)}if(!o.spanGaps){let e=[];e.push(...Jn(s,c,i,a,C,v,n)),O.gaps=e=o.gaps(t,r,i,a,e),O.clip=Kn(e,l.ori,p,m,h,g)}return ne!=0&&(O.band=ne==2?[Gn(t,r,i,a,ee,-1),Gn(t,r,i,a,ee,1)]:Gn(t,r,i,a,ee,ne)),O})}function pr(e){return fr(mr,e)}function mr(e,t,n,r,i,a){let o=e.length;if(o<2)return null;let s=new Path2D;if(n(s,e[0],t[0]),o==2)r(s,e[1],t[1]);else{let n=Array(o),r=Array(o-1),a=Array(o-1),c=Array(o-1);for(let n=0;n<o-1;n++)a[n]=t[n+1]-t[n],c[n]=e[n+1]-e[n],r[n]=a[n]/c[n];n[0]=r[0];for(let e=1;e<o-1;e++)r[e]===0||r[e-1]===0||r[e-1]>0!=r[e]>0?n[e]=0:(n[e]=3*(c[e-1]+c[e])/((2*c[e]+c[e-1])/r[e-1]+(c[e]+2*c[e-1])/r[e]),isFinite(n[e])||(n[e]=0));n[o-1]=r[o-2];for(let r=0;r<o-1;r++)i(s,e[r]+c[r]/3,t[r]+n[r]*c[r]/3,e[r+1]-c[r]/3,t[r+1]-n[r+1]*c[r]/3,e[r+1],t[r+1])}return s}let hr=/* @__PURE__ */ new Set;function gr(){for(let e of hr)e.syncRect(!0)}_&&(ce(`resize`,y,gr),ce(`scroll`,y,gr,!0),ce(g,y,()=>{Mr.pxRatio=x}));let _r=cr(),vr=ir();function yr(e,t,n,r){return(r?[e[0],e[1]].concat(e.slice(2)):[e[0]].concat(e.slice(1))).map((e,r)=>xr(e,r,t,n))}function br(e,t){return e.map((e,n)=>n==0?{}:st({},t,e))}function xr(e,t,n,r){return st({},t==0?n:r,e)}function Sr(e,t,n){return t==null?Ze:[t,n]}let Cr=Sr;function wr(e,t,n){return t==null?Ze:ye(t,n,he,!0)}function Tr(e,t,n,r){return t==null?Ze:pe(t,n,e.scales[r].log,!1)}let Er=Tr;function Dr(e,t,n,r){return t==null?Ze:me(t,n,e.scales[r].log,!1)}let Or=Dr;function kr(e,t,n,r,i){let a=De(Pe(e),Pe(t)),o=t-e,s=ue(i/r*o,n);do{let e=n[s],t=r*e/o;if(t>=i&&a+(e<5?Ke.get(e):0)<=17)return[e,t]}while(++s<n.length);return[0,0]}function Ar(e){let t,n;return e=e.replace(/(\\d+)px/,(e,r)=>(t=we((n=+r)*x))+`px`),[e,t,n]}function jr(e){e.show&&[e.font,e.labelFont].forEach(e=>{let t=H(e[2]*x,1);e[0]=e[0].replace(/[0-9.]+px/,t+`px`),e[1]=t})}function Mr(s,h,_){let b={mode:N(s.mode,1)},S=b.mode;function C(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?1-i:i)}function ee(e,t,n,r){let i=t.valToPct(e);return r+n*(t.dir==-1?i:1-i)}function ne(e,t,n,r){return t.ori==0?C(e,t,n,r):ee(e,t,n,r)}b.valToPosH=C,b.valToPosV=ee;let ie=!1;b.status=0;let oe=b.root=O(`uplot`);if(s.id!=null&&(oe.id=s.id),w(oe,s.class),s.title){let e=O(`u-title`,oe);e.textContent=s.title}let se=D(`canvas`),k=b.ctx=se.getContext(`2d`),A=O(`u-wrap`,oe);ce(`click`,A,e=>{e.target===j&&(X!=Y||Z!=li)&&pi.click(b,e)},!0);let de=b.under=O(`u-under`,A);A.appendChild(se);let j=b.over=O(`u-over`,A);s=ot(s);let M=+N(s.pxAlign,1),_e=Yn(M);(s.plugins||[]).forEach(e=>{e.opts&&(s=e.opts(b,s)||s)});let ve=s.ms||.001,P=b.series=S==1?yr(s.series||[],_n,In,!1):br(s.series||[null],Fn),xe=b.axes=yr(s.axes||[],gn,An,!0),F=b.scales={},I=b.bands=s.bands||[];I.forEach(e=>{e.fill=z(e.fill||null),e.dir=N(e.dir,-1)});let L=S==2?P[1].facets[0].scale:P[0].scale,ke={axes:qr,series:Ir},je=(s.drawOrder||[`axes`,`series`]).map(e=>ke[e]);function Pe(e){let t=e.distr==3?t=>Ae(t>0?t:e.clamp(b,t,e.min,e.max,e.key)):e.distr==4?t=>Ne(t,e.asinh):e.distr==100?t=>e.fwd(t):e=>e;return n=>{let r=t(n),{_min:i,_max:a}=e,o=a-i;return(r-i)/o}}function Le(e){let t=F[e];if(t==null){let n=(s.scales||Ye)[e]||Ye;if(n.from!=null){Le(n.from);let t=st({},F[n.from],n,{key:e});t.valToPct=Pe(t),F[e]=t}else{t=F[e]=st({},e==L?Rn:zn,n),t.key=e;let r=t.time,i=t.range,a=Qe(i);if((e!=L||S==2&&!r)&&(a&&(i[0]==null||i[1]==null)&&(i={min:i[0]==null?ge:{mode:1,hard:i[0],soft:i[0]},max:i[1]==null?ge:{mode:1,hard:i[1],soft:i[1]}},a=!1),!a&&nt(i))){let e=i;i=(t,n,r)=>n==null?Ze:ye(n,r,e)}t.range=z(i||(r?Cr:e==L?t.distr==3?Er:t.distr==4?Or:Sr:t.distr==3?Tr:t.distr==4?Dr:wr)),t.auto=z(!a&&t.auto),t.clamp=z(t.clamp||Ln),t._min=t._max=null,t.valToPct=Pe(t)}}}Le(`x`),Le(`y`),S==1&&P.forEach(e=>{Le(e.scale)}),xe.forEach(e=>{Le(e.scale)});for(let e in s.scales)Le(e);let B=F[L],He=B.distr,Ue,Ge;B.ori==0?(w(oe,`u-hz`),Ue=C,Ge=ee):(w(oe,`u-vt`),Ue=ee,Ge=C);let V={};for(let e in F){let t=F[e];(t.min!=null||t.max!=null)&&(V[e]={min:t.min,max:t.max},t.min=t.max=null)}let Je=s.tzDate||(e=>new Date(we(e/ve))),$e=s.fmtDate||xt,it=ve==1?Bt(Je):Ut(Je),at=Gt(Je,Wt(ve==1?zt:Ht,$e)),ct=Yt(Je,Jt(`{YYYY}-{MM}-{DD} {h}:{mm}{aa}`,$e)),lt=[],dt=b.legend=st({},Qt,s.legend),U=b.cursor=st({},cn,{drag:{y:S==2}},s.cursor),ft=dt.show,pt=U.show,mt=dt.markers;dt.idxs=lt,mt.width=z(mt.width),mt.dash=z(mt.dash),mt.stroke=z(mt.stroke),mt.fill=z(mt.fill);let ht,gt,_t,vt=[],yt=[],bt,St=!1,Ct={};if(dt.live){let e=P[1]?P[1].values:null;St=e!=null,bt=St?e(b,1,0):{_:0};for(let e in bt)Ct[e]=`--`}if(ft){if(ht=D(`table`,`u-legend`,oe),_t=D(`tbody`,null,ht),dt.mount(b,ht),St){gt=D(`thead`,null,ht,_t);let e=D(`tr`,null,gt);for(var wt in D(`th`,null,e),bt)D(`th`,t,e).textContent=wt}else w(ht,`u-inline`),dt.live&&w(ht,`u-live`)}let Tt={show:!0},Et={show:!1};function Dt(n,r){if(r==0&&(St||!dt.live||S==2))return Ze;let i=[],a=D(`tr`,`u-series`,_t,_t.childNodes[r]);w(a,n.class),n.show||w(a,e);let o=D(`th`,null,a);if(mt.show){let e=O(`u-marker`,o);if(r>0){let t=mt.width(b,r);t&&(e.style.border=t+`px `+mt.dash(b,r)+` `+mt.stroke(b,r)),e.style.background=mt.fill(b,r)}}let s=O(t,o);for(var c in n.label instanceof HTMLElement?s.appendChild(n.label):s.textContent=n.label,r>0&&(mt.show||(s.style.color=n.width>0?mt.stroke(b,r):mt.fill(b,r)),jt(`click`,o,e=>{if(U._lock)return;Cn(e);let t=P.indexOf(n);if((e.ctrlKey||e.metaKey)!=dt.isolate){let e=P.some((e,n)=>n>0&&n!=t&&e.show);P.forEach((n,r)=>{r>0&&yi(r,e?r==t?Tt:Et:Tt,!0,ia.setSeries)})}else yi(t,{show:!n.show},!0,ia.setSeries)},!1),En&&jt(f,o,e=>{U._lock||(Cn(e),yi(P.indexOf(n),Di,!0,ia.setSeries))},!1)),bt){let e=D(`td`,`u-value`,a);e.textContent=`--`,i.push(e)}return[a,i]}let At=/* @__PURE__ */ new Map;function jt(e,t,n,r=!0){let i=At.get(t)||{},a=U.bind[e](b,t,n,r);a&&(ce(e,t,i[e]=a),At.set(t,i))}function Mt(e,t,n){let r=At.get(t)||{};for(let n in r)(e==null||n==e)&&(le(n,t,r[n]),delete r[n]);e??At.delete(t)}let Nt=0,Pt=0,W=0,G=0,Ft=0,It=0,Lt=Ft,qt=It,Xt=W,Zt=G,$t=0,en=0,tn=0,nn=0;b.bbox={};let rn=!1,an=!1,on=!1,sn=!1,ln=!1,un=!1;function dn(e,t,n){(n||e!=b.width||t!=b.height)&&fn(e,t),Jr(!1),on=!0,an=!0,$r()}function fn(e,t){b.width=Nt=W=e,b.height=Pt=G=t,Ft=It=0,hn(),Sn();let n=b.bbox;$t=n.left=We(Ft*x,.5),en=n.top=We(It*x,.5),tn=n.width=We(W*x,.5),nn=n.height=We(G*x,.5)}function pn(){let e=!1,t=0;for(;!e;){t++;let n=Gr(t),r=Kr(t);e=t==3||n&&r,e||(fn(b.width,b.height),an=!0)}}function mn({width:e,height:t}){dn(e,t)}b.setSize=mn;function hn(){let e=!1,t=!1,n=!1,r=!1;xe.forEach((i,a)=>{if(i.show&&i._show){let{side:a,_size:o}=i,s=a%2,c=o+(i.label==null?0:i.labelSize);c>0&&(s?(W-=c,a==3?(Ft+=c,r=!0):n=!0):(G-=c,a==0?(It+=c,e=!0):t=!0))}}),qn[0]=e,qn[1]=n,qn[2]=t,qn[3]=r,W-=Qn[1]+Qn[3],Ft+=Qn[3],G-=Qn[2]+Qn[0],It+=Qn[0]}function Sn(){let e=Ft+W,t=It+G,n=Ft,r=It;function i(i,a){switch(i){case 1:return e+=a,e-a;case 2:return t+=a,t-a;case 3:return n-=a,n+a;case 0:return r-=a,r+a}}xe.forEach((e,t)=>{if(e.show&&e._show){let t=e.side;e._pos=i(t,e._size),e.label!=null&&(e._lpos=i(t,e.labelSize))}})}if(U.dataIdx==null){let e=U.hover,t=e.skip=new Set(e.skip??[]);t.add(void 0);let n=e.prox=z(e.prox),r=e.bias??=0;U.dataIdx=(e,i,a,o)=>{if(i==0)return a;let s=a,c=n(e,i,a,o)??R,l=c>=0&&c<R,u=B.ori==0?W:G,d=U.left,f=h[0],p=h[i];if(t.has(p[a])){s=null;let e=null,n=null,i;if(r==0||r==-1)for(i=a;e==null&&i-->0;)t.has(p[i])||(e=i);if(r==0||r==1)for(i=a;n==null&&i++<p.length;)t.has(p[i])||(n=i);if(e!=null||n!=null){if(l){let t=e==null?-1/0:Ue(f[e],B,u,0),r=n==null?1/0:Ue(f[n],B,u,0),i=d-t,a=r-d;i<=a?i<=c&&(s=e):a<=c&&(s=n)}else s=n==null?e:e==null?n:a-e<=n-a?e:n}}else l&&Ce(d-Ue(f[a],B,u,0))>c&&(s=null);return s}}let Cn=e=>{U.event=e};U.idxs=lt,U._lock=!1;let wn=U.points;wn.show=z(wn.show),wn.size=z(wn.size),wn.stroke=z(wn.stroke),wn.width=z(wn.width),wn.fill=z(wn.fill);let Tn=b.focus=st({},s.focus||{alpha:.3},U.focus),En=Tn.prox>=0,Mn=En&&wn.one,Nn=[],Pn=[],Bn=[];function Hn(e,t){let n=wn.show(b,t);if(n instanceof HTMLElement)return w(n,`u-cursor-pt`),w(n,e.class),te(n,-10,-10,W,G),j.insertBefore(n,Nn[t]),n}function Un(e,t){if(S==1||t>0){let t=S==1&&F[e.scale].time,n=e.value;e.value=t?tt(n)?Yt(Je,Jt(n,$e)):n||ct:n||kn,e.label=e.label||(t?`Time`:`Value`)}if(Mn||t>0){e.width=e.width==null?1:e.width,e.paths=e.paths||_r||ze,e.fillTo=z(e.fillTo||Wn),e.pxAlign=+N(e.pxAlign,M),e.pxRound=Yn(e.pxAlign),e.stroke=z(e.stroke||null),e.fill=z(e.fill||null),e._stroke=e._fill=e._paths=e._focus=null;let t=jn(De(1,e.width),1),n=e.points=st({},{size:t,width:De(1,t*.2),stroke:e.stroke,space:t*2,paths:vr,_stroke:null,_fill:null},e.points);n.show=z(n.show),n.filter=z(n.filter),n.fill=z(n.fill),n.stroke=z(n.stroke),n.paths=z(n.paths),n.pxAlign=e.pxAlign}if(ft){let n=Dt(e,t);vt.splice(t,0,n[0]),yt.splice(t,0,n[1]),dt.values.push(null)}if(pt){lt.splice(t,0,null);let n=null;Mn?t==0&&(n=Hn(e,t)):t>0&&(n=Hn(e,t)),Nn.splice(t,0,n),Pn.splice(t,0,0),Bn.splice(t,0,0)}na(`addSeries`,t)}function Gn(e,t){t??=P.length,e=S==1?xr(e,t,_n,In):xr(e,t,{},Fn),P.splice(t,0,e),Un(P[t],t)}b.addSeries=Gn;function Kn(e){if(P.splice(e,1),ft){dt.values.splice(e,1),yt.splice(e,1);let t=vt.splice(e,1)[0];Mt(null,t.firstChild),t.remove()}pt&&(lt.splice(e,1),Nn.splice(e,1)[0].remove(),Pn.splice(e,1),Bn.splice(e,1)),na(`delSeries`,e)}b.delSeries=Kn;let qn=[!1,!1,!1,!1];function Jn(e,t){if(e._show=e.show,e.show){let n=e.side%2,r=F[e.scale];r??=(e.scale=n?P[1].scale:L,F[e.scale]);let i=r.time;e.size=z(e.size),e.space=z(e.space),e.rotate=z(e.rotate),Qe(e.incrs)&&e.incrs.forEach(e=>{!Ke.has(e)&&Ke.set(e,qe(e))}),e.incrs=z(e.incrs||(r.distr==2?Ot:i?ve==1?Rt:Vt:kt)),e.splits=z(e.splits||(i&&r.distr==1?it:r.distr==3?bn:r.distr==4?xn:yn)),e.stroke=z(e.stroke),e.grid.stroke=z(e.grid.stroke),e.ticks.stroke=z(e.ticks.stroke),e.border.stroke=z(e.border.stroke);let a=e.values;e.values=Qe(a)&&!Qe(a[0])?z(a):i?Qe(a)?Gt(Je,Wt(a,$e)):tt(a)?Kt(Je,a):a||at:a||vn,e.filter=z(e.filter||(r.distr>=3&&r.log==10?Dn:r.distr==3&&r.log==2?On:Re)),e.font=Ar(e.font),e.labelFont=Ar(e.labelFont),e._size=e.size(b,null,t,0),e._space=e._rotate=e._incrs=e._found=e._splits=e._values=null,e._size>0&&(qn[t]=!0,e._el=O(`u-axis`,A))}}function Xn(e,t,n,r){let[i,a,o,s]=n,c=t%2,l=0;return c==0&&(s||a)&&(l=t==0&&!i||t==2&&!o?we(gn.size/3):0),c==1&&(i||o)&&(l=t==1&&!a||t==3&&!s?we(An.size/2):0),l}let Zn=b.padding=(s.padding||[Xn,Xn,Xn,Xn]).map(e=>z(N(e,Xn))),Qn=b._padding=Zn.map((e,t)=>e(b,t,qn,0)),K,q=null,J=null,$n=S==1?P[0].idxs:null,er=null,tr=!1;function nr(e,t){if(h=e??[],b.data=b._data=h,S==2){K=0;for(let e=1;e<P.length;e++)K+=h[e][0].length}else{h.length==0&&(b.data=b._data=h=[[]]),er=h[0],K=er.length;let e=h;if(He==2){e=h.slice();let t=e[0]=Array(K);for(let e=0;e<K;e++)t[e]=e}b._data=h=e}if(Jr(!0),na(`setData`),He==2&&(on=!0),t!==!1){let e=B;e.auto(b,tr)?rr():vi(L,e.min,e.max),sn||=U.left>=0,un=!0,$r()}}b.setData=nr;function rr(){tr=!0;let e,t;S==1&&(K>0?(q=$n[0]=0,J=$n[1]=K-1,e=h[0][q],t=h[0][J],He==2?(e=q,t=J):e==t&&(He==3?[e,t]=pe(e,e,B.log,!1):He==4?[e,t]=me(e,e,B.log,!1):B.time?t=e+we(86400/ve):[e,t]=ye(e,t,he,!0))):(q=$n[0]=e=null,J=$n[1]=t=null)),vi(L,e,t)}let ir,ar,or,sr,cr,lr,ur,dr,fr,pr;function mr(e,t,n,r,i,a){e??=c,n??=Xe,r??=`butt`,i??=c,a??=`round`,e!=ir&&(k.strokeStyle=ir=e),i!=ar&&(k.fillStyle=ar=i),t!=or&&(k.lineWidth=or=t),a!=cr&&(k.lineJoin=cr=a),r!=lr&&(k.lineCap=lr=r),n!=sr&&k.setLineDash(sr=n)}function gr(e,t,n,r){t!=ar&&(k.fillStyle=ar=t),e!=ur&&(k.font=ur=e),n!=dr&&(k.textAlign=dr=n),r!=fr&&(k.textBaseline=fr=r)}function Mr(e,t,n,r,i=0){if(r.length>0&&e.auto(b,tr)&&(t==null||t.min==null)){let t=N(q,0),a=N(J,r.length-1),o=n.min==null?fe(r,t,a,i,e.distr==3):[n.min,n.max];e.min=Ee(e.min,n.min=o[0]),e.max=De(e.max,n.max=o[1])}}let Nr={min:null,max:null};function Pr(){for(let e in F){let t=F[e];V[e]==null&&(t.min==null||V[L]!=null&&t.auto(b,tr))&&(V[e]=Nr)}for(let e in F){let t=F[e];V[e]==null&&t.from!=null&&V[t.from]!=null&&(V[e]=Nr)}V[L]!=null&&Jr(!0);let e={};for(let t in V){let n=V[t];if(n!=null){let r=e[t]=ot(F[t],rt);if(n.min!=null)st(r,n);else if(t!=L||S==2){if(K==0&&r.from==null){let e=r.range(b,null,null,t);r.min=e[0],r.max=e[1]}else r.min=R,r.max=-1/0}}}if(K>0){P.forEach((t,n)=>{if(S==1){let r=t.scale,i=V[r];if(i==null)return;let a=e[r];if(n==0){let e=a.range(b,a.min,a.max,r);a.min=e[0],a.max=e[1],q=ue(a.min,h[0]),J=ue(a.max,h[0]),J-q>1&&(h[0][q]<a.min&&q++,h[0][J]>a.max&&J--),t.min=er[q],t.max=er[J]}else t.show&&t.auto&&Mr(a,i,t,h[n],t.sorted);t.idxs[0]=q,t.idxs[1]=J}else if(n>0&&t.show&&t.auto){let[r,i]=t.facets,a=r.scale,o=i.scale,[s,c]=h[n],l=e[a],u=e[o];l!=null&&Mr(l,V[a],r,s,r.sorted),u!=null&&Mr(u,V[o],i,c,i.sorted),t.min=i.min,t.max=i.max}});for(let t in e){let n=e[t],r=V[t];if(n.from==null&&(r==null||r.min==null)){let e=n.range(b,n.min==R?null:n.min,n.max==-1/0?null:n.max,t);n.min=e[0],n.max=e[1]}}}for(let t in e){let n=e[t];if(n.from!=null){let r=e[n.from];if(r.min==null)n.min=n.max=null;else{let e=n.range(b,r.min,r.max,t);n.min=e[0],n.max=e[1]}}}let t={},n=!1;for(let r in e){let i=e[r],a=F[r];if(a.min!=i.min||a.max!=i.max){a.min=i.min,a.max=i.max;let e=a.distr;a._min=e==3?Ae(a.min):e==4?Ne(a.min,a.asinh):e==100?a.fwd(a.min):a.min,a._max=e==3?Ae(a.max):e==4?Ne(a.max,a.asinh):e==100?a.fwd(a.max):a.max,t[r]=n=!0}}if(n){P.forEach((e,n)=>{S==2?n>0&&t.y&&(e._paths=null):t[e.scale]&&(e._paths=null)});for(let e in t)on=!0,na(`setScale`,e);pt&&U.left>=0&&(sn=un=!0)}for(let e in V)V[e]=null}function Fr(e){let t=Fe(q-1,0,K-1),n=Fe(J+1,0,K-1);for(;e[t]==null&&t>0;)t--;for(;e[n]==null&&n<K-1;)n++;return[t,n]}function Ir(){if(K>0){let e=P.some(e=>e._focus)&&pr!=Tn.alpha;e&&(k.globalAlpha=pr=Tn.alpha),P.forEach((e,t)=>{if(t>0&&e.show&&(Lr(t,!1),Lr(t,!0),e._paths==null)){let n=pr;pr!=e.alpha&&(k.globalAlpha=pr=e.alpha);let r=S==2?[0,h[t][0].length-1]:Fr(h[t]);e._paths=e.paths(b,t,r[0],r[1]),pr!=n&&(k.globalAlpha=pr=n)}}),P.forEach((e,t)=>{if(t>0&&e.show){let n=pr;pr!=e.alpha&&(k.globalAlpha=pr=e.alpha),e._paths!=null&&Rr(t,!1);{let n=e._paths==null?null:e._paths.gaps,r=e.points.show(b,t,q,J,n),i=e.points.filter(b,t,r,n);(r||i)&&(e.points._paths=e.points.paths(b,t,q,J,i),Rr(t,!0))}pr!=n&&(k.globalAlpha=pr=n),na(`drawSeries`,t)}}),e&&(k.globalAlpha=pr=1)}}function Lr(e,t){let n=t?P[e].points:P[e];n._stroke=n.stroke(b,e),n._fill=n.fill(b,e)}function Rr(e,t){let n=t?P[e].points:P[e],{stroke:r,fill:i,clip:a,flags:o,_stroke:s=n._stroke,_fill:c=n._fill,_width:l=n.width}=n._paths;l=H(l*x,3);let u=null,d=l%2/2;t&&c==null&&(c=l>0?`#fff`:s);let f=n.pxAlign==1&&d>0;if(f&&k.translate(d,d),!t){let e=$t-l/2,t=en-l/2,n=tn+l,r=nn+l;u=new Path2D,u.rect(e,t,n,r)}t?Br(s,l,n.dash,n.cap,c,r,i,o,a):zr(e,s,l,n.dash,n.cap,c,r,i,o,u,a),f&&k.translate(-d,-d)}function zr(e,t,n,r,i,a,o,s,c,l,u){let d=!1;c!=0&&I.forEach((f,p)=>{if(f.series[0]==e){let e=P[f.series[1]],m=h[f.series[1]],g=(e._paths||Ye).band;Qe(g)&&(g=f.dir==1?g[0]:g[1]);let _,v=null;e.show&&g&&be(m,q,J)?(v=f.fill(b,p)||a,_=e._paths.clip):g=null,Br(t,n,r,i,v,o,s,c,l,u,_,g),d=!0}}),d||Br(t,n,r,i,a,o,s,c,l,u)}function Br(e,t,n,r,i,a,o,s,c,l,u,d){mr(e,t,n,r,i),(c||l||d)&&(k.save(),c&&k.clip(c),l&&k.clip(l)),d?(s&3)==3?(k.clip(d),u&&k.clip(u),Hr(i,o),Vr(e,a,t)):s&2?(Hr(i,o),k.clip(d),Vr(e,a,t)):s&1&&(k.save(),k.clip(d),u&&k.clip(u),Hr(i,o),k.restore(),Vr(e,a,t)):(Hr(i,o),Vr(e,a,t)),(c||l||d)&&k.restore()}function Vr(e,t,n){n>0&&(t instanceof Map?t.forEach((e,t)=>{k.strokeStyle=ir=t,k.stroke(e)}):t!=null&&e&&k.stroke(t))}function Hr(e,t){t instanceof Map?t.forEach((e,t)=>{k.fillStyle=ar=t,k.fill(e)}):t!=null&&e&&k.fill(t)}function Ur(e,t,n,r){let i=xe[e],a;if(r<=0)a=[0,0];else{let o=i._space=i.space(b,e,t,n,r);a=kr(t,n,i._incrs=i.incrs(b,e,t,n,r,o),r,o)}return i._found=a}function Wr(e,t,n,r,i,a,o,s,c,l){let u=o%2/2;M==1&&k.translate(u,u),mr(s,o,c,l,s),k.beginPath();let d,f,p,m,h=i+(r==0||r==3?-a:a);n==0?(f=i,m=h):(d=i,p=h);for(let r=0;r<e.length;r++)t[r]!=null&&(n==0?d=p=e[r]:f=m=e[r],k.moveTo(d,f),k.lineTo(p,m));k.stroke(),M==1&&k.translate(-u,-u)}function Gr(e){let t=!0;return xe.forEach((n,r)=>{if(!n.show)return;let i=F[n.scale];if(i.min==null){n._show&&(t=!1,n._show=!1,Jr(!1));return}n._show||(t=!1,n._show=!0,Jr(!1));let a=n.side,o=a%2,{min:s,max:c}=i,[l,u]=Ur(r,s,c,o==0?W:G);if(u==0)return;let d=i.distr==2,f=n._splits=n.splits(b,r,s,c,l,u,d),p=i.distr==2?f.map(e=>er[e]):f,m=i.distr==2?er[f[1]]-er[f[0]]:l,h=n._values=n.values(b,n.filter(b,p,r,u,m),r,u,m);n._rotate=a==2?n.rotate(b,h,r,u):0;let g=n._size;n._size=Te(n.size(b,h,r,e)),g!=null&&n._size!=g&&(t=!1)}),t}function Kr(e){let t=!0;return Zn.forEach((n,r)=>{let i=n(b,r,qn,e);i!=Qn[r]&&(t=!1),Qn[r]=i}),t}function qr(){for(let e=0;e<xe.length;e++){let t=xe[e];if(!t.show||!t._show)continue;let n=t.side,r=n%2,s,c,l=t.stroke(b,e),u=n==0||n==3?-1:1,[d,f]=t._found;if(t.label!=null){let a=t.labelGap*u,o=we((t._lpos+a)*x);gr(t.labelFont[0],l,`center`,n==2?`top`:i),k.save(),r==1?(s=c=0,k.translate(o,we(en+nn/2)),k.rotate((n==3?-Se:Se)/2)):(s=we($t+tn/2),c=o);let p=Ie(t.label)?t.label(b,e,d,f):t.label;k.fillText(p,s,c),k.restore()}if(f==0)continue;let p=F[t.scale],m=r==0?tn:nn,h=r==0?$t:en,g=t._splits,_=p.distr==2?g.map(e=>er[e]):g,v=p.distr==2?er[g[1]]-er[g[0]]:d,y=t.ticks,S=t.border,C=y.show?y.size:0,w=we(C*x),T=we((t.alignTo==2?t._size-C-t.gap:t.gap)*x),E=t._rotate*-Se/180,D=_e(t._pos*x),O=D+(w+T)*u;c=r==0?O:0,s=r==1?O:0;let ee=t.font[0];gr(ee,l,t.align==1?a:t.align==2?o:E>0?a:E<0?o:r==0?`center`:n==3?o:a,E||r==1?`middle`:n==2?`top`:i);let te=t.font[1]*t.lineGap,re=g.map(e=>_e(ne(e,p,m,h))),ie=t._values;for(let e=0;e<ie.length;e++){let t=ie[e];if(t!=null){r==0?s=re[e]:c=re[e],t=``+t;let n=t.indexOf(`\n`)==-1?[t]:t.split(/\\n/gm);for(let e=0;e<n.length;e++){let t=n[e];E?(k.save(),k.translate(s,c+e*te),k.rotate(E),k.fillText(t,0,0),k.restore()):k.fillText(t,s,c+e*te)}}}y.show&&Wr(re,y.filter(b,_,e,f,v),r,n,D,w,H(y.width*x,3),y.stroke(b,e),y.dash,y.cap);let ae=t.grid;ae.show&&Wr(re,ae.filter(b,_,e,f,v),r,r==0?2:1,r==0?en:$t,r==0?nn:tn,H(ae.width*x,3),ae.stroke(b,e),ae.dash,ae.cap),S.show&&Wr([D],[1],+(r==0),r==0?1:2,r==1?en:$t,r==1?nn:tn,H(S.width*x,3),S.stroke(b,e),S.dash,S.cap)}na(`drawAxes`)}function Jr(e){P.forEach((t,n)=>{n>0&&(t._paths=null,e&&(S==1?(t.min=null,t.max=null):t.facets.forEach(e=>{e.min=null,e.max=null})))})}let Yr=!1,Xr=!1,Zr=[];function Qr(){Xr=!1;for(let e=0;e<Zr.length;e++)na(...Zr[e]);Zr.length=0}function $r(){Yr||=(ut(ti),!0)}function ei(e,t=!1){Yr=!0,Xr=t,e(b),ti(),t&&Zr.length>0&&queueMicrotask(Qr)}b.batch=ei;function ti(){if(rn&&=(Pr(),!1),on&&=(pn(),!1),an){if(E(de,a,Ft),E(de,`top`,It),E(de,n,W),E(de,r,G),E(j,a,Ft),E(j,`top`,It),E(j,n,W),E(j,r,G),E(A,n,Nt),E(A,r,Pt),se.width=we(Nt*x),se.height=we(Pt*x),xe.forEach(({_el:t,_show:n,_size:r,_pos:i,side:a})=>{if(t!=null){if(n){let n=a===3||a===0?r:0,o=a%2==1;E(t,o?`left`:`top`,i-n),E(t,o?`width`:`height`,r),E(t,o?`top`:`left`,o?It:Ft),E(t,o?`height`:`width`,o?G:W),T(t,e)}else w(t,e)}}),ir=ar=or=cr=lr=ur=dr=fr=sr=null,pr=1,Bi(!0),Ft!=Lt||It!=qt||W!=Xt||G!=Zt){Jr(!1);let e=W/Xt,t=G/Zt;if(pt&&!sn&&U.left>=0){U.left*=e,U.top*=t,ai&&te(ai,we(U.left),0,W,G),oi&&te(oi,0,we(U.top),W,G);for(let n=0;n<Nn.length;n++){let r=Nn[n];r!=null&&(Pn[n]*=e,Bn[n]*=t,te(r,Te(Pn[n]),Te(Bn[n]),W,G))}}if($.show&&!ln&&$.left>=0&&$.width>0){$.left*=e,$.width*=e,$.top*=t,$.height*=t;for(let e in Ui)E(hi,e,$[e])}Lt=Ft,qt=It,Xt=W,Zt=G}na(`setSize`),an=!1}Nt>0&&Pt>0&&(k.clearRect(0,0,se.width,se.height),na(`drawClear`),je.forEach(e=>e()),na(`draw`)),$.show&&ln&&(gi($),ln=!1),pt&&sn&&(Ri(null,!0,!1),sn=!1),dt.show&&dt.live&&un&&(Ii(),un=!1),ie||(ie=!0,b.status=1,na(`ready`)),tr=!1,Yr=!1}b.redraw=(e,t)=>{on=t||!1,e===!1?$r():vi(L,B.min,B.max)};function ni(e,t){let n=F[e];if(n.from==null){if(K==0){let r=n.range(b,t.min,t.max,e);t.min=r[0],t.max=r[1]}if(t.min>t.max){let e=t.min;t.min=t.max,t.max=e}if(K>1&&t.min!=null&&t.max!=null&&t.max-t.min<1e-16)return;e==L&&n.distr==2&&K>0&&(t.min=ue(t.min,h[0]),t.max=ue(t.max,h[0]),t.min==t.max&&t.max++),V[e]=t,rn=!0,$r()}}b.setScale=ni;let ri,ii,ai,oi,si,ci,Y,li,ui,di,X,Z,fi=!1,pi=U.drag,Q=pi.x,mi=pi.y;pt&&(U.x&&(ri=O(`u-cursor-x`,j)),U.y&&(ii=O(`u-cursor-y`,j)),B.ori==0?(ai=ri,oi=ii):(ai=ii,oi=ri),X=U.left,Z=U.top);let $=b.select=st({show:!0,over:!0,left:0,width:0,top:0,height:0},s.select),hi=$.show?O(`u-select`,$.over?j:de):null;function gi(e,t){if($.show){for(let t in e)$[t]=e[t],t in Ui&&E(hi,t,e[t]);t!==!1&&na(`setSelect`)}}b.setSelect=gi;function _i(t){if(P[t].show)ft&&T(vt[t],e);else if(ft&&w(vt[t],e),pt){let e=Mn?Nn[0]:Nn[t];e!=null&&te(e,-10,-10,W,G)}}function vi(e,t,n){ni(e,{min:t,max:n})}function yi(e,t,n,r){t.focus!=null&&Oi(e),t.show!=null&&P.forEach((n,r)=>{r>0&&(e==r||e==null)&&(n.show=t.show,_i(r),S==2?(vi(n.facets[0].scale,null,null),vi(n.facets[1].scale,null,null)):vi(n.scale,null,null),$r())}),n!==!1&&na(`setSeries`,e,t),r&&sa(`setSeries`,b,e,t)}b.setSeries=yi;function bi(e,t){st(I[e],t)}function xi(e,t){e.fill=z(e.fill||null),e.dir=N(e.dir,-1),t??=I.length,I.splice(t,0,e)}function Si(e){e==null?I.length=0:I.splice(e,1)}b.addBand=xi,b.setBand=bi,b.delBand=Si;function Ci(e,t){P[e].alpha=t,pt&&Nn[e]!=null&&(Nn[e].style.opacity=t),ft&&vt[e]&&(vt[e].style.opacity=t)}let wi,Ti,Ei,Di={focus:!0};function Oi(e){if(e!=Ei){let t=e==null,n=Tn.alpha!=1;P.forEach((r,i)=>{if(S==1||i>0){let a=t||i==0||i==e;r._focus=t?null:a,n&&Ci(i,a?1:Tn.alpha)}}),Ei=e,n&&$r()}}ft&&En&&jt(p,ht,e=>{U._lock||(Cn(e),Ei!=null&&yi(null,Di,!0,ia.setSeries))});function ki(e,t,n){let r=F[t];n&&(e=e/x-(r.ori==1?It:Ft));let i=W;r.ori==1&&(i=G,e=i-e),r.dir==-1&&(e=i-e);let a=r._min,o=r._max,s=e/i,c=a+(o-a)*s,l=r.distr;return l==3?Oe(10,c):l==4?Me(c,r.asinh):l==100?r.bwd(c):c}function Ai(e,t){return ue(ki(e,L,t),h[0],q,J)}b.valToIdx=e=>ue(e,h[0]),b.posToIdx=Ai,b.posToVal=ki,b.valToPos=(e,t,n)=>F[t].ori==0?C(e,F[t],n?tn:W,n?$t:0):ee(e,F[t],n?nn:G,n?en:0),b.setCursor=(e,t,n)=>{X=e.left,Z=e.top,Ri(null,t,n)};function ji(e,t){E(hi,a,$.left=e),E(hi,n,$.width=t)}function Mi(e,t){E(hi,`top`,$.top=e),E(hi,r,$.height=t)}let Ni=B.ori==0?ji:Mi,Pi=B.ori==1?ji:Mi;function Fi(){if(ft&&dt.live)for(let e=+(S==2);e<P.length;e++){if(e==0&&St)continue;let t=dt.values[e],n=0;for(let r in t)yt[e][n++].firstChild.nodeValue=t[r]}}function Ii(e,t){if(e!=null&&(e.idxs?e.idxs.forEach((e,t)=>{lt[t]=e}):et(e.idx)||lt.fill(e.idx),dt.idx=lt[0]),ft&&dt.live){for(let e=0;e<P.length;e++)(e>0||S==1&&!St)&&Li(e,lt[e]);Fi()}un=!1,t!==!1&&na(`setLegend`)}b.setLegend=Ii;function Li(e,t){let n=P[e],r=e==0&&He==2?er:h[e],i;St?i=n.values(b,e,t)??Ct:(i=n.value(b,t==null?null:r[t],e,t),i=i==null?Ct:{_:i}),dt.values[e]=i}function Ri(e,t,n){ui=X,di=Z,[X,Z]=U.move(b,X,Z),U.left=X,U.top=Z,pt&&(ai&&te(ai,we(X),0,W,G),oi&&te(oi,0,we(Z),W,G));let r,i=q>J;wi=R,Ti=null;let a=B.ori==0?W:G,o=B.ori==1?W:G;if(X<0||K==0||i){r=U.idx=null;for(let e=0;e<P.length;e++){let t=Nn[e];t!=null&&te(t,-10,-10,W,G)}En&&yi(null,Di,!0,e==null&&ia.setSeries),dt.live&&(lt.fill(r),un=!0)}else{let e,t,n;S==1&&(e=B.ori==0?X:Z,t=ki(e,L),r=U.idx=ue(t,h[0],q,J),n=Ue(h[0][r],B,a,0));let i=-10,s=-10,c=0,l=0,u=!0,d=``,f=``;for(let e=+(S==2);e<P.length;e++){let p=P[e],m=lt[e],g=m==null?null:S==1?h[e][m]:h[e][1][m],_=U.dataIdx(b,e,r,t),v=_==null?null:S==1?h[e][_]:h[e][1][_];if(un=un||v!=g||_!=m,lt[e]=_,e>0&&p.show){let t=_==null?-10:_==r?n:Ue(S==1?h[0][_]:h[e][0][_],B,a,0),m=v==null?-10:Ge(v,S==1?F[p.scale]:F[p.facets[1].scale],o,0);if(En&&v!=null){let t=B.ori==1?X:Z,n=Ce(Tn.dist(b,e,_,m,t));if(n<wi){let r=Tn.bias;if(r!=0){let i=ki(t,p.scale),a=v>=0?1:-1,o=i>=0?1:-1;o==a&&(o==1?r==1?v>=i:v<=i:r==1?v<=i:v>=i)&&(wi=n,Ti=e)}else wi=n,Ti=e}}if(un||Mn){let n,r;B.ori==0?(n=t,r=m):(n=m,r=t);let a,o,p,h,g,_,v=!0,y=wn.bbox;if(y!=null){v=!1;let t=y(b,e);p=t.left,h=t.top,a=t.width,o=t.height}else p=n,h=r,a=o=wn.size(b,e);if(_=wn.fill(b,e),g=wn.stroke(b,e),Mn)e==Ti&&wi<=Tn.prox&&(i=p,s=h,c=a,l=o,u=v,d=_,f=g);else{let t=Nn[e];t!=null&&(Pn[e]=p,Bn[e]=h,ae(t,a,o,v),re(t,_,g),te(t,Te(p),Te(h),W,G))}}}}if(Mn){let e=Tn.prox;if(un||(Ei==null?wi<=e:wi>e||Ti!=Ei)){let e=Nn[0];e!=null&&(Pn[0]=i,Bn[0]=s,ae(e,c,l,u),re(e,d,f),te(e,Te(i),Te(s),W,G))}}}if($.show&&fi){if(e!=null){let[t,n]=ia.scales,[r,i]=ia.match,[s,c]=e.cursor.sync.scales,l=e.cursor.drag;if(Q=l._x,mi=l._y,Q||mi){let{left:l,top:u,width:d,height:f}=e.select,p=e.scales[s].ori,m=e.posToVal,h,g,_,v,y,b=t!=null&&r(t,s),x=n!=null&&i(n,c);b&&Q?(p==0?(h=l,g=d):(h=u,g=f),_=F[t],v=Ue(m(h,s),_,a,0),y=Ue(m(h+g,s),_,a,0),Ni(Ee(v,y),Ce(y-v))):Ni(0,a),x&&mi?(p==1?(h=l,g=d):(h=u,g=f),_=F[n],v=Ge(m(h,c),_,o,0),y=Ge(m(h+g,c),_,o,0),Pi(Ee(v,y),Ce(y-v))):Pi(0,o)}else Wi()}else{let e=Ce(ui-si),t=Ce(di-ci);if(B.ori==1){let n=e;e=t,t=n}Q=pi.x&&e>=pi.dist,mi=pi.y&&t>=pi.dist;let n=pi.uni;n==null?pi.x&&pi.y&&(Q||mi)&&(Q=mi=!0):Q&&mi&&(Q=e>=n,mi=t>=n,!Q&&!mi&&(t>e?mi=!0:Q=!0));let r,i;Q&&(B.ori==0?(r=Y,i=X):(r=li,i=Z),Ni(Ee(r,i),Ce(i-r)),mi||Pi(0,o)),mi&&(B.ori==1?(r=Y,i=X):(r=li,i=Z),Pi(Ee(r,i),Ce(i-r)),Q||Ni(0,a)),!Q&&!mi&&(Ni(0,0),Pi(0,0))}}if(pi._x=Q,pi._y=mi,e==null){if(n){if(aa!=null){let[e,t]=ia.scales;ia.values[0]=e==null?null:ki(B.ori==0?X:Z,e),ia.values[1]=t==null?null:ki(B.ori==1?X:Z,t)}sa(l,b,X,Z,W,G,r)}if(En){let e=n&&ia.setSeries,t=Tn.prox;Ei==null?wi<=t&&yi(Ti,Di,!0,e):wi>t?yi(null,Di,!0,e):Ti!=Ei&&yi(Ti,Di,!0,e)}}un&&(dt.idx=r,Ii()),t!==!1&&na(`setCursor`)}let zi=null;Object.defineProperty(b,\"rect\",{get(){return zi??Bi(!1),zi}});function Bi(e=!1){e?zi=null:(zi=j.getBoundingClientRect(),na(`syncRect`,zi))}function Vi(e,t,n,r,i,a,o){U._lock||fi&&e!=null&&e.movementX==0&&e.movementY==0||(Hi(e,t,n,r,i,a,o,!1,e!=null),e==null?Ri(t,!0,!1):Ri(null,!0,!0))}function Hi(e,t,n,r,i,a,o,s,c){if(zi??Bi(!1),Cn(e),e!=null)n=e.clientX-zi.left,r=e.clientY-zi.top;else{if(n<0||r<0){X=-10,Z=-10;return}let[e,o]=ia.scales,s=t.cursor.sync,[c,l]=s.values,[u,d]=s.scales,[f,p]=ia.match,m=t.axes[0].side%2==1,h=B.ori==0?W:G,g=B.ori==1?W:G,_=m?a:i,v=m?i:a,y=m?r:n,b=m?n:r;if(n=u==null?y/_*h:f(e,u)?ne(c,F[e],h,0):-10,r=d==null?b/v*g:p(o,d)?ne(l,F[o],g,0):-10,B.ori==1){let e=n;n=r,r=e}}c&&(t==null||t.cursor.event.type==l)&&((n<=1||n>=W-1)&&(n=We(n,W)),(r<=1||r>=G-1)&&(r=We(r,G))),s?(si=n,ci=r,[Y,li]=U.move(b,n,r)):(X=n,Z=r)}let Ui={width:0,height:0,left:0,top:0};function Wi(){gi(Ui,!1)}let Gi,Ki,qi,Ji;function Yi(e,t,n,r,i,a,o){fi=!0,Q=mi=pi._x=pi._y=!1,Hi(e,t,n,r,i,a,o,!0,!1),e!=null&&(jt(d,v,Xi,!1),sa(u,b,Y,li,W,G,null));let{left:s,top:c,width:l,height:f}=$;Gi=s,Ki=c,qi=l,Ji=f}function Xi(e,t,n,r,i,a,o){fi=pi._x=pi._y=!1,Hi(e,t,n,r,i,a,o,!1,!0);let{left:s,top:c,width:l,height:u}=$,f=l>0||u>0,p=Gi!=s||Ki!=c||qi!=l||Ji!=u;if(f&&p&&gi($),pi.setScale&&f&&p){let e=s,t=l,n=c,r=u;if(B.ori==1&&(e=c,t=u,n=s,r=l),Q&&vi(L,ki(e,L),ki(e+t,L)),mi)for(let e in F){let t=F[e];e!=L&&t.from==null&&t.min!=R&&vi(e,ki(n+r,e),ki(n,e))}Wi()}else U.lock&&(U._lock=!U._lock,Ri(t,!0,e!=null));e!=null&&(Mt(d,v),sa(d,b,X,Z,W,G,null))}function Zi(e,t,n,r,i,a,o){if(U._lock)return;Cn(e);let s=fi;if(fi){let e=!0,t=!0,n,r;B.ori==0?(n=Q,r=mi):(n=mi,r=Q),n&&r&&(e=X<=10||X>=W-10,t=Z<=10||Z>=G-10),n&&e&&(X=X<Y?0:W),r&&t&&(Z=Z<li?0:G),Ri(null,!0,!0),fi=!1}X=-10,Z=-10,lt.fill(null),Ri(null,!0,!0),s&&(fi=s)}function Qi(e,t,n,r,i,a,o){U._lock||(Cn(e),rr(),Wi(),e!=null&&sa(m,b,X,Z,W,G,null))}function $i(){xe.forEach(jr),dn(b.width,b.height,!0)}ce(g,y,$i);let ea={};ea.mousedown=Yi,ea.mousemove=Vi,ea.mouseup=Xi,ea.dblclick=Qi,ea.setSeries=(e,t,n,r)=>{let i=ia.match[2];n=i(b,t,n),n!=-1&&yi(n,r,!0,!1)},pt&&(jt(u,j,Yi),jt(l,j,Vi),jt(f,j,e=>{Cn(e),Bi(!1)}),jt(p,j,Zi),jt(m,j,Qi),hr.add(b),b.syncRect=Bi);let ta=b.hooks=s.hooks||{};function na(e,t,n){Xr?Zr.push([e,t,n]):e in ta&&ta[e].forEach(e=>{e.call(null,b,t,n)})}(s.plugins||[]).forEach(e=>{for(let t in e.hooks)ta[t]=(ta[t]||[]).concat(e.hooks[t])});let ra=(e,t,n)=>n,ia=st({key:null,setSeries:!1,filters:{pub:Be,sub:Be},scales:[L,P[1]?P[1].scale:null],match:[Ve,Ve,ra],values:[null,null]},U.sync);ia.match.length==2&&ia.match.push(ra),U.sync=ia;let aa=ia.key,oa=Vn(aa);function sa(e,t,n,r,i,a,o){ia.filters.pub(e,t,n,r,i,a,o)&&oa.pub(e,t,n,r,i,a,o)}oa.sub(b);function ca(e,t,n,r,i,a,o){ia.filters.sub(e,t,n,r,i,a,o)&&ea[e](null,t,n,r,i,a,o)}b.pub=ca;function la(){oa.unsub(b),hr.delete(b),At.clear(),le(g,y,$i),oe.remove(),ht?.remove(),na(`destroy`)}b.destroy=la;function ua(){na(`init`,s,h),nr(h||s.data,!1),V[L]?ni(L,V[L]):rr(),ln=$.show&&($.width>0||$.height>0),sn=un=!0,dn(s.width,s.height)}return P.forEach(Un),xe.forEach(Jn),_?_ instanceof HTMLElement?(_.appendChild(oe),ua()):_(b,ua):ua(),b}Mr.assign=st,Mr.fmtNum=F,Mr.rangeNum=ye,Mr.rangeLog=pe,Mr.rangeAsinh=me,Mr.orient=Hn,Mr.pxRatio=x,Mr.join=lt,Mr.fmtDate=xt,Mr.tzDate=Ct,Mr.sync=Vn;{Mr.addGap=qn,Mr.clipGaps=Kn;let e=Mr.paths={points:ir};e.linear=cr,e.stepped=lr,e.bars=dr,e.spline=pr}function Nr({at:e,value:t},n){let[r,i]=[0,e.length];for(;r<i;){let t=r+i>>1;(e[t]??0)<=n?r=t+1:i=t}return r===0?null:t[r-1]??null}function Pr(e,t){let n=new Float64Array(t).fill(NaN);return e?.at.forEach((r,i)=>{let a=e.value[i]??null;a!==null&&n.fill(Number(a),r,e.at[i+1]??t)}),n}function Fr(e,t,n,r){if(t!==`latency`)return Pr(e.figures[t],n);let i=new Float64Array(n).fill(NaN),{latency:a}=e;return a?.at.forEach((e,t)=>{i[e]=r?a.level[t]??NaN:(a.ms[t]??NaN)*1e3}),i}function Ir(e,{from:t,to:n}){let r=NaN;for(let i=t;i<=n&&Number.isNaN(r);i+=1)r=e[i]??NaN;return r===0?new Float64Array(e.length).fill(NaN):e.map(e=>e/r)}function Lr(e,{from:t,to:n},r){let i=Math.ceil(2*(n-t+1)/r);if(i<=2){let r=Array.from({length:n-t+1},(e,n)=>t+n);return{x:r,lines:e.map(e=>r.map(t=>Rr(e[t])))}}let a=[];for(let e=t;e<=n;e+=i)a.push(e,e+i/2);return{x:a,lines:e.map(e=>zr(e,t,n,i))}}let Rr=e=>e===void 0||Number.isNaN(e)?null:e;function zr(e,t,n,r){let i=[];for(let a=t;a<=n;a+=r){let[t,o]=[-1,-1];for(let i=a;i<a+r&&i<=n;i+=1){let n=e[i]??NaN;Number.isNaN(n)||((t===-1||n<(e[t]??0))&&(t=i),(o===-1||n>(e[o]??0))&&(o=i))}i.push(Rr(e[Math.min(t,o)]),Rr(e[Math.max(t,o)]))}return i}function Br(e,t,n){return t.flatMap(t=>{let r=e.series[t];return r===void 0?[]:Vr(r,t,n)}).toSorted((e,t)=>e.at-t.at)}function Vr(e,t,n){let r=[];if(n===`latency`)for(let{at:n,ratio:i,p:a}of e.changePoints){let e=`${i>=1?`+`:`\u2212`}${(Math.abs(i-1)*100).toFixed(1)} %`;r.push({at:n,series:t,kind:`change`,text:`latency ${e} from here on (p = ${a})`})}for(let{at:i,metric:a,text:o}of e.accepted)(a===n||a===`*`)&&r.push({at:i,series:t,kind:`accepted`,text:`increase accepted: ${o}`});let[i,a]=[e.figures[n],e.budgets[n]];if(i===void 0||a===void 0)return r;let o=!1;for(let e of[.../* @__PURE__ */ new Set([...i.at,...a.at])].toSorted((e,t)=>e-t)){let[n,s]=[Nr(i,e),Nr(a,e)],c=n!==null&&s!==null&&BigInt(n)>BigInt(s);c&&!o&&r.push({at:e,series:t,kind:`breach`,text:`over its budget from here on`}),o=c}return r}let Hr=[``,`k`,`M`,`G`,`T`,`P`,`E`],Ur=[`B`,`KiB`,`MiB`,`GiB`,`TiB`,`PiB`,`EiB`];function Wr(e,t=3){return Jr(e,1000n,Hr,t)}function Gr(e,t=3){return Jr(e,1024n,Ur,t)}function Kr(e,t=3){return e<1e3?`${Yr(e,t)} \u00b5s`:e<1e6?`${Yr(e/1e3,t)} ms`:`${Yr(e/1e6,t)} s`}function qr(e,t,n=3){switch(t){case`count`:return Wr(e,n);case`bytes`:return Gr(e,n);case`time`:return Kr(Number(e),n)}}function Jr(e,t,n,r){let i=e<0n?-e:e,a=e<0n?`\u2212`:``;if(i<t)return`${a}${i}${n[0]===``?``:` ${n[0]}`}`;let o=1n;for(let e of n.slice(1)){o*=t;let n=Yr(Number(i*10n**9n/o)/1e9,r);if(Number(n)<Number(t))return`${a}${n} ${e}`}return`${a}${Number(i).toExponential(r-1)}${n[0]===``?``:` ${n[0]}`}`}function Yr(e,t){let n=e<1?1:Math.floor(Math.log10(e))+1,r=e.toFixed(Math.max(0,Math.min(t-n,20)));return r.includes(`.`)?r.replace(/\\.?0+$/,``):r}function Xr(e,{unit:t},n=!1){return e===null||!Number.isFinite(e)?`\u2013`:n?`${(e*100).toFixed(e<.1?2:1)} %`:qr(BigInt(Math.round(e)),t,4)}function Zr(e){return e===null?`\u2013`:e.replaceAll(/\\B(?=(?:\\d{3})+$)/g,`,`)}function Qr(e,t){if(e===null||t===null||e===t||e===0)return``;let n=t/e-1,r=Math.abs(n)*100;return`${n>0?`+`:`\u2212`}${r>=1e3?r.toExponential(1):r.toFixed(r<10?2:1)} %`}function $r(e){return(/* @__PURE__ */ new Date(e*1e3)).toISOString().slice(0,10)}let ei=[[],[10,4],[3,3],[12,3,3,3]],ti={change:`\u25c6`,accepted:`\u25b2`,breach:`\u2716`},ni=e=>ti[e],ri=e=>`--line-${e%8}`,ii=e=>getComputedStyle(document.documentElement).getPropertyValue(e).trim();function ai(e,t,n){let r=null,i=null;function a(){r?.destroy(),r=null,i!==null&&(r=new Mr(c(i),s(i),e))}function o(){return{width:Math.max(240,e.clientWidth),height:e.clientWidth<560?260:360}}function s({lines:e,range:t}){let n=Lr(e.flatMap(({numbers:e,budget:t})=>t===void 0?[e]:[e,t]),t,2*Math.max(400,o().width));return[n.x,...n.lines]}function c(e){let{lines:r,metric:i,relative:a,range:s,days:c}=e,[l,u]=[ii(`--ink-soft`),ii(`--grid`)],d=i.unit!==`time`,f=Mr.paths.stepped?.({align:1}),p=d&&f!==void 0?{paths:f}:{spanGaps:!0};return{...o(),legend:{show:!1},scales:{x:{time:!1,range:[s.from-.5,s.to+.5]}},cursor:{drag:{x:!0,y:!1,setScale:!1},points:{show:!1}},axes:[{stroke:l,grid:{stroke:u},ticks:{stroke:u},space:90,incrs:[1,2,5,10,20,50,100,200,500,1e3,2e3,5e3,1e4,2e4,5e4],values:(e,t)=>t.map(e=>c[e]===void 0?``:$r(c[e]))},{stroke:l,grid:{stroke:u},ticks:{stroke:u},size:84,values:(e,t)=>t.map(e=>Xr(e,i,a))}],series:[{},...r.flatMap((e,t)=>oi(e,t,p,d))],hooks:{draw:[t=>si(t,e)],setSelect:[e=>{if(e.select.width<4)return;let[n,r]=[e.select.left,e.select.left+e.select.width].map(t=>e.posToVal(t,`x`));e.setSelect({left:0,top:0,width:0,height:0},!1),t({from:Math.max(s.from,Math.ceil(n??0)),to:Math.min(s.to,Math.floor(r??0))})}],ready:[e=>{e.over.addEventListener(`click`,()=>{let t=Math.round(e.posToVal(e.cursor.left??0,`x`));n(Math.min(s.to,Math.max(s.from,t)))})}]}}}return new ResizeObserver(()=>r?.setSize(o())).observe(e),matchMedia(`(prefers-color-scheme: dark)`).addEventListener(`change`,a),{show(e){i=e,a()}}}function oi(e,t,n,r){let i=ii(ri(t)),a=[...ei[Math.floor(t/8)%ei.length]??[]],o={...n,label:e.title,stroke:i,width:2,dash:a,points:{show:!r,size:5}};return e.budget===void 0?[o]:[o,{...n,label:`${e.title} budget`,stroke:i,width:1.5,dash:[2,4],points:{show:!1}}]}function si(e,{happenings:t,lines:n,selected:r,range:i}){let{ctx:a,bbox:o}=e,s=devicePixelRatio;a.save(),a.beginPath(),a.rect(o.left,o.top,o.width,o.height),a.clip();let c=(t,n,r)=>{let i=e.valToPos(t,`x`,!0);a.strokeStyle=n,a.lineWidth=s,a.setLineDash(r),a.beginPath(),a.moveTo(i,o.top),a.lineTo(i,o.top+o.height),a.stroke()};c(r,ii(`--ink`),[]),a.font=`${14*s}px sans-serif`,a.textAlign=`center`;for(let{at:r,series:l,kind:u}of t){if(r<i.from||r>i.to)continue;let t=n[n.findIndex(e=>e.series===l)]?.numbers[r]??NaN,d=ii(`--${u}`);u===`change`&&c(r,d,[4*s,4*s]);let f=Number.isNaN(t)?o.top+16*s:e.valToPos(t,`y`,!0)-6*s;a.fillStyle=d,a.fillText(ti[u],e.valToPos(r,`x`,!0),Math.max(o.top+14*s,f))}a.restore()}function ci(e,t={},...n){let r=document.createElement(e);for(let[e,n]of Object.entries(t))r.setAttribute(e,n);return r.append(...n),r}function Y(e,t){let n=document.getElementById(e);if(!(n instanceof t))throw TypeError(`the page has no ${e}`);return n}function li(e,t,n,r){let i=(e,t,n)=>ci(e,{...e===`th`?{scope:`col`}:{},...r.has(n)?{class:`number`}:{}},t),a=ci(`tr`,{},...t.map((e,t)=>i(`th`,e,t))),o=n.map(e=>ci(`tr`,{},...e.map((e,t)=>i(`td`,e,t))));e.tHead?.replaceChildren(a),e.tBodies[0]?.replaceChildren(...o)}function ui({names:e,ops:t},n,r,i){let a=/* @__PURE__ */ new Map;n?.name.forEach((e,t)=>a.set(e,[...a.get(e)??[],t]));let o=(e,t)=>{let n=t===void 0?void 0:e?.[i][t];return n===void 0||n<0?null:n},s=[],c=/* @__PURE__ */ new Set;r?.name.forEach((i,l)=>{let u=a.get(i)?.shift();u!==void 0&&c.add(u),s.push({name:e[i]??``,op:t[r.op[l]??-1]??``,base:o(n,u),head:o(r,l)})}),n?.name.forEach((r,i)=>{c.has(i)||s.push({name:e[r]??``,op:t[n.op[i]??-1]??``,base:o(n,i),head:null})});let l=e=>Math.abs((e.head??0)-(e.base??0));return s.toSorted((e,t)=>l(t)-l(e)||(t.head??t.base??0)-(e.head??e.base??0))}let di={macs:`count`,elementwise:`count`,params:`count`,moved:`bytes`};function X({layers:e},{base:t,head:n,metric:r,all:i,words:a}){let o=ui(e,t,n,r),s=o.filter(e=>e.base!==e.head),c=i?o:s,l={name:r,title:``,unit:di[r]};li(Y(`layers`,HTMLTableElement),[`Layer`,`Operator`,`Before`,`After`,`Difference`,`Change`],c.slice(0,200).map(e=>[e.name===``?`(no name)`:e.name,e.op,t===null||e.base===null?`\u2013`:Xr(e.base,l),n===null||e.head===null?`\u2013`:Xr(e.head,l),Z((e.head??0)-(e.base??0),l),e.base===null?`new`:e.head===null?`gone`:Qr(e.base,e.head)]),/* @__PURE__ */ new Set([2,3,4,5]));let u=t===null&&n===null,d=c.length-Math.min(c.length,200)+(n?.omitted??0);Y(`layers-said`,HTMLElement).textContent=u?`${a}: the layers of these versions aren\u2019t part of this page.`:`${a}: ${s.length} of ${o.length} layers differ${d>0?`; ${d} more aren\u2019t shown`:``}.`}function Z(e,t){return e===0?`0`:`${e>0?`+`:`\u2212`}${Xr(Math.abs(e),t)}`}function fi(e){let t=e.commits.sha.length-1,n=`macs`,r=e.series.findIndex(({figures:e})=>e[n]!==void 0),i=e.series.length===0?[]:[Math.max(0,r)];return{chosen:i,metric:n,relative:!1,range:{from:0,to:Math.max(0,t)},selected:Math.max(0,t),base:pi(e.series[i[0]??-1],t),head:Math.max(0,t)}}function pi(e,t){let n=e?.version.at.filter(e=>e<=t&&e>0)??[];return Math.max(0,(n.at(-1)??t)-1)}function Q({metrics:e},t){return e.find(e=>e.name===t)??{name:t,title:t,unit:`count`}}function mi({series:e,commits:t},n){let{metric:r,relative:i,range:a}=n,{length:o}=t.sha;return n.chosen.flatMap(t=>{let n=e[t];if(n===void 0)return[];let s=Fr(n,r,o,i),c=i?Ir(s,a):s,l=i?void 0:n.budgets[r],u=l===void 0?{}:{budget:Pr(l,o)};return[{series:t,title:n.title,numbers:c,...u}]})}function $(e,{chosen:t,metric:n,range:r}){return Br(e,t,n).filter(({at:e})=>e>=r.from&&e<=r.to)}function hi({commits:e},t){let n=t.trim().toLowerCase().slice(0,12);return n===``?-1:e.sha.findLastIndex(e=>e.startsWith(n))}function gi(e,t,n,r){let i=n.toLowerCase().split(/\\s+/).filter(e=>e!==``),a=e.series.flatMap((e,t)=>{let n=`${e.title} ${e.path}`.toLowerCase();return i.every(e=>n.includes(e))?[{series:e,index:t}]:[]}),o=a.slice(0,300).map(({series:n,index:i})=>_i(e,t,n,i,r));Y(`models`,HTMLUListElement).replaceChildren(...o);let{length:s}=a;Y(`models-said`,HTMLElement).textContent=`${s} of ${e.series.length} models${s>300?`, 300 shown`:``}`}function _i(e,t,n,r,i){let a=t.chosen.indexOf(r),o=ci(`input`,{type:`checkbox`});o.checked=a!==-1,o.addEventListener(`change`,()=>i(r,o.checked));let s=ci(`span`,{class:`swatch`,\"aria-hidden\":`true`});a!==-1&&(s.style.background=`var(${ri(a)})`);let[c,l]=[t.range.from,t.range.to].map(e=>vi(n,t.metric,e)),u=Qr(c??null,l??null),d=ci(`label`,{},o,s,ci(`span`,{class:`name`},n.title),ci(`span`,{class:`figure`},Xr(l??null,Q(e,t.metric))));return u!==``&&d.append(ci(`span`,{class:u.startsWith(`+`)?`more`:`less`},u)),ci(`li`,{},d)}function vi({figures:e,latency:t},n,r){if(n===`latency`){let e=t?.at.findLastIndex(e=>e<=r)??-1,n=t?.ms[e];return n===void 0?null:n*1e3}let i=e[n],a=i===void 0?null:Nr(i,r);return a===null?null:Number(a)}function yi({series:e},{chosen:t,metric:n,range:r}){let i=t.flatMap(t=>{let r=e[t];return(n===`latency`?r?.latency?.at:r?.figures[n]?.at)??[]}).filter(e=>e>=r.from&&e<=r.to);return[.../* @__PURE__ */ new Set([r.from,...i,r.to])].toSorted((e,t)=>t-e)}function bi(e,t,n){let{commits:r,series:i}=e,a=yi(e,t),o=Q(e,t.metric),s=t.chosen.flatMap(e=>i[e]??[]),c=(e,n)=>{if(t.metric===`latency`){let t=e.latency?.at.indexOf(n)??-1;return t===-1?`\u2013`:Xr((e.latency?.ms[t]??0)*1e3,o)}let r=e.figures[t.metric],i=r===void 0?null:Nr(r,n),a=Nr(e.failure,n);return i===null?a??`\u2013`:`${Nr(e.exact,n)===!1&&![`params`,`weights`,`size`].includes(t.metric)?`\u2265 `:``}${Zr(i)}`},l=a.slice(n*100,(n+1)*100);li(Y(`values`,HTMLTableElement),[`Commit`,`Date`,`Subject`,...s.map(({title:e})=>`${e}: ${o.title}`)],l.map(e=>[r.sha[e]?.slice(0,7)??``,$r(r.at[e]??0),r.subject[e]??``,...s.map(t=>c(t,e))]),new Set(s.map((e,t)=>t+3)));let u=Math.max(1,Math.ceil(a.length/100));return Y(`values-said`,HTMLElement).textContent=`Page ${n+1} of ${u}: commits at which a figure changed or was measured, newest first; whole numbers${o.unit===`bytes`?` of bytes`:``}.`,u}function xi(e){let{commits:t,series:n}=e,r=t.sha.length-1,i=fi(e),a=0,o=Y(`filter`,HTMLInputElement),s=Y(`metric`,HTMLSelectElement),c=Y(`relative`,HTMLInputElement),l=Y(`span`,HTMLSelectElement),u=Y(`commit`,HTMLInputElement),d=Y(`layer-model`,HTMLSelectElement),f=Y(`layer-metric`,HTMLSelectElement),p=Y(`layers-all`,HTMLInputElement),m={base:Y(`base`,HTMLInputElement),head:Y(`head`,HTMLInputElement)},h=ai(Y(`chart`,HTMLElement),e=>g({range:e,selected:Math.min(e.to,Math.max(e.from,i.selected))}),e=>g({selected:e}));function g(e){let t=i;i={...i,...e},i.range!==t.range&&i.range.to-i.range.from<1&&(i={...i,range:t.range}),(i.range!==t.range||i.metric!==t.metric||i.chosen!==t.chosen)&&(a=0),_()}function _(){s.value=i.metric,gi(e,i,o.value,v),y(),b(),x(),Y(`all-values`,HTMLDetailsElement).open&&S(a)}function v(e,t){let r=i.chosen.filter(t=>t!==e);g({chosen:t?[...r,e]:r});let a=[...Y(`models`,HTMLUListElement).querySelectorAll(`.name`)].findIndex(({textContent:t})=>t===n[e]?.title);Y(`models`,HTMLUListElement).querySelectorAll(`input`)[a]?.focus()}function y(){let r=mi(e,i),a=$(e,i),o=Q(e,i.metric);h.show({lines:r,metric:o,relative:i.relative,range:i.range,happenings:a,selected:i.selected,days:t.at}),Y(`legend`,HTMLUListElement).replaceChildren(...r.map(({title:e,budget:t},n)=>{let r=ci(`span`,{class:`swatch`,\"aria-hidden\":`true`});return r.style.background=`var(${ri(n)})`,ci(`li`,{},r,`${e}${t===void 0?``:` (dotted: its budget)`}`)}));let s=r.every(({numbers:e})=>e.every(e=>Number.isNaN(e)));Y(`chart-said`,HTMLElement).textContent=r.length===0?`Choose a model to see its line.`:s?`No ${o.title} is recorded for what is chosen.`:`${o.title}${i.relative?`, relative to the first commit shown`:``}, ${i.range.to-i.range.from+1} commits, ${$r(t.at[i.range.from]??0)} to ${$r(t.at[i.range.to]??0)}`,Y(`happenings`,HTMLOListElement).replaceChildren(...a.slice(-100).map(({at:e,kind:r,text:i,series:a})=>{let o=`${ni(r)} ${t.sha[e]?.slice(0,7)??``} ${n[a]?.title??``}: ${i}`,s=ci(`button`,{type:`button`,class:r},o);return s.addEventListener(`click`,()=>g({selected:e})),ci(`li`,{},s)})),Y(`no-happenings`,HTMLElement).hidden=a.length>0}function b(){let a=i.selected,o=t.sha[a]??``,s=Q(e,i.metric),c=i.chosen.flatMap(e=>{let t=n[e];if(t===void 0)return[];let[r,o]=[vi(t,i.metric,a-1),vi(t,i.metric,a)],c=Nr(t.failure,a),l=o===null&&c!==null?c:Xr(o,s);return[`${t.title}: ${l} ${Qr(r,o)}`.trim()]}),l=`${o.slice(0,7)}, ${$r(t.at[a]??0)}: ${t.subject[a]??``}`;u.min=String(i.range.from+1),u.max=String(i.range.to+1),u.value=String(a+1),u.setAttribute(`aria-valuetext`,[l,...c].join(`; `));let d=e.commitUrl===null?o:ci(`a`,{href:e.commitUrl+o,rel:`noreferrer`},o);Y(`commit-name`,HTMLElement).replaceChildren(d,` \u00b7 ${$r(t.at[a]??0)} \u00b7 ${a+1} of ${r+1}`),Y(`commit-subject`,HTMLElement).textContent=t.subject[a]??``,Y(`commit-figures`,HTMLUListElement).replaceChildren(...c.map(e=>ci(`li`,{},e)))}function x(){let r=[];for(let e of[`base`,`head`]){let n=t.sha[i[e]]?.slice(0,7)??``;document.activeElement!==m[e]&&(m[e].value=n),r.push(n)}let a=Number(d.value),o=n[a],s=t=>{let n=o===void 0?null:Nr(o.version,t);return n===null?null:e.layers.versions[n]??null};X(e,{base:s(i.base),head:s(i.head),metric:f.value,all:p.checked,words:`${o?.title??``}, ${r.join(` \u2192 `)}`})}function S(t){let n=bi(e,i,t);a=Math.min(Math.max(0,t),n-1),Y(`newer`,HTMLButtonElement).disabled=a===0,Y(`older`,HTMLButtonElement).disabled=a>=n-1}let C={b:()=>g({base:i.selected}),h:()=>g({head:i.selected}),\"+\":()=>w(.5),\"=\":()=>w(.5),\"-\":()=>w(2),0:()=>g({range:{from:0,to:r}})};function w(e){let t=Math.max(1,Math.round((i.range.to-i.range.from)*e/2)),{selected:n}=i;g({range:{from:Math.max(0,n-t),to:Math.min(r,n+t)}})}function T(){u.addEventListener(`input`,()=>g({selected:Number(u.value)-1})),u.addEventListener(`keydown`,e=>{let t=e.ctrlKey||e.metaKey||e.altKey?void 0:C[e.key];t!==void 0&&(e.preventDefault(),t())}),document.addEventListener(`keydown`,e=>{let t=e.target instanceof HTMLInputElement&&e.target.type!==`checkbox`;e.key!==`/`||t||e.target instanceof HTMLSelectElement||(e.preventDefault(),o.focus())}),o.addEventListener(`input`,()=>gi(e,i,o.value,v)),o.addEventListener(`keydown`,({key:t})=>{t===`Escape`&&(o.value=``,gi(e,i,``,v))}),s.addEventListener(`change`,()=>g({metric:s.value})),c.addEventListener(`change`,()=>g({relative:c.checked})),l.addEventListener(`change`,()=>{let e=l.value===`all`?0:Math.max(0,r-Number(l.value)+1);g({range:{from:e,to:r},selected:Math.max(e,i.selected)})}),Y(`whole`,HTMLButtonElement).addEventListener(`click`,()=>{l.value=`all`,g({range:{from:0,to:r}})}),Y(`every`,HTMLButtonElement).addEventListener(`click`,()=>g({chosen:n.map((e,t)=>t).slice(0,50)})),Y(`none`,HTMLButtonElement).addEventListener(`click`,()=>g({chosen:[]})),Y(`as-base`,HTMLButtonElement).addEventListener(`click`,()=>g({base:i.selected})),Y(`as-head`,HTMLButtonElement).addEventListener(`click`,()=>g({head:i.selected,base:pi(n[Number(d.value)],i.selected)}));for(let t of[`base`,`head`])m[t].addEventListener(`change`,()=>{let n=hi(e,m[t].value);m[t].setAttribute(`aria-invalid`,String(n===-1)),n!==-1&&g({[t]:n})});d.addEventListener(`change`,()=>g({base:pi(n[Number(d.value)],i.head)}));for(let e of[f,p])e.addEventListener(`change`,x);Y(`all-values`,HTMLDetailsElement).addEventListener(`toggle`,()=>S(a)),Y(`newer`,HTMLButtonElement).addEventListener(`click`,()=>S(a-1)),Y(`older`,HTMLButtonElement).addEventListener(`click`,()=>S(a+1)),Y(`theme`,HTMLSelectElement).addEventListener(`change`,e=>{let{value:t}=e.target;t===`auto`?delete document.documentElement.dataset.theme:document.documentElement.dataset.theme=t,y()})}s.replaceChildren(...e.metrics.filter(({name:e})=>n.some(({figures:t,latency:n})=>t[e]!==void 0||e===`latency`&&n!==null)).map(({name:e,title:t})=>ci(`option`,{value:e},t))),d.replaceChildren(...n.map(({title:e},t)=>ci(`option`,{value:String(t)},e))),d.value=String(i.chosen[0]??0),T(),_(),document.documentElement.dataset.ready=`true`}let Si=Y(`data`,HTMLScriptElement).textContent,Ci=JSON.parse(Si);Ci.commits.sha.length>0&&xi(Ci)})();";
const pageScriptHash = "sha256-vczKRJg0U2k9E1aXudJzSMKwUTvEBJPsvYBfhcCRIvM=";
const pageStyle = ".uplot, .uplot *, .uplot *::before, .uplot *::after {box-sizing: border-box;}.uplot {font-family: system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, \"Noto Sans\", sans-serif, \"Apple Color Emoji\", \"Segoe UI Emoji\", \"Segoe UI Symbol\", \"Noto Color Emoji\";line-height: 1.5;width: min-content;}.u-title {text-align: center;font-size: 18px;font-weight: bold;}.u-wrap {position: relative;user-select: none;}.u-over, .u-under {position: absolute;}.u-under {overflow: hidden;}.uplot canvas {display: block;position: relative;width: 100%;height: 100%;}.u-axis {position: absolute;}.u-legend {font-size: 14px;margin: auto;text-align: center;}.u-inline {display: block;}.u-inline * {display: inline-block;}.u-inline tr {margin-right: 16px;}.u-legend th {font-weight: 600;}.u-legend th > * {vertical-align: middle;display: inline-block;}.u-legend .u-marker {width: 1em;height: 1em;margin-right: 4px;background-clip: padding-box !important;}.u-inline.u-live th::after {content: \":\";vertical-align: middle;}.u-inline:not(.u-live) .u-value {display: none;}.u-series > * {padding: 4px;}.u-series th {cursor: pointer;}.u-legend .u-off > * {opacity: 0.3;}.u-select {background: rgba(0,0,0,0.07);position: absolute;pointer-events: none;}.u-cursor-x, .u-cursor-y {position: absolute;left: 0;top: 0;pointer-events: none;will-change: transform;}.u-hz .u-cursor-x, .u-vt .u-cursor-y {height: 100%;border-right: 1px dashed #607D8B;}.u-hz .u-cursor-y, .u-vt .u-cursor-x {width: 100%;border-bottom: 1px dashed #607D8B;}.u-cursor-pt {position: absolute;top: 0;left: 0;border-radius: 50%;border: 0 solid;pointer-events: none;will-change: transform;/*this has to be !important since we set inline \"background\" shorthand */background-clip: padding-box !important;}.u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off {display: none;}\n:root {\n  color-scheme: light;\n  --paper: #ffffff;\n  --panel: #f6f7f9;\n  --ink: #16191d;\n  --ink-soft: #4b535d;\n  --grid: #d9dde3;\n  --edge: #8a929c;\n  --accent: #0b5cad;\n  --more: #a3280f;\n  --less: #10652f;\n  --change: #7a2fb5;\n  --accepted: #8a5a00;\n  --breach: #b3261e;\n  --line-0: #0b63c4;\n  --line-1: #c04a00;\n  --line-2: #12753c;\n  --line-3: #a0207a;\n  --line-4: #6a4fc0;\n  --line-5: #8a6100;\n  --line-6: #00717d;\n  --line-7: #50565e;\n}\n@media (prefers-color-scheme: dark) {\n  :root:not([data-theme='light']) {\n    color-scheme: dark;\n    --paper: #111417;\n    --panel: #1b1f24;\n    --ink: #eceff3;\n    --ink-soft: #b4bcc6;\n    --grid: #343b43;\n    --edge: #78828d;\n    --accent: #7db8ff;\n    --more: #ff9b85;\n    --less: #7fd69b;\n    --change: #d3a3ff;\n    --accepted: #f0c060;\n    --breach: #ff8a80;\n    --line-0: #6db3ff;\n    --line-1: #ff9d5c;\n    --line-2: #6fd394;\n    --line-3: #ff8fd6;\n    --line-4: #b9a5ff;\n    --line-5: #e6c04a;\n    --line-6: #5fd0dc;\n    --line-7: #c3c9d1;\n  }\n}\n:root[data-theme='dark'] {\n  color-scheme: dark;\n  --paper: #111417;\n  --panel: #1b1f24;\n  --ink: #eceff3;\n  --ink-soft: #b4bcc6;\n  --grid: #343b43;\n  --edge: #78828d;\n  --accent: #7db8ff;\n  --more: #ff9b85;\n  --less: #7fd69b;\n  --change: #d3a3ff;\n  --accepted: #f0c060;\n  --breach: #ff8a80;\n  --line-0: #6db3ff;\n  --line-1: #ff9d5c;\n  --line-2: #6fd394;\n  --line-3: #ff8fd6;\n  --line-4: #b9a5ff;\n  --line-5: #e6c04a;\n  --line-6: #5fd0dc;\n  --line-7: #c3c9d1;\n}\n* {\n  box-sizing: border-box;\n}\nbody {\n  margin: 0;\n  background: var(--paper);\n  color: var(--ink);\n  font:\n    15px/1.45 system-ui,\n    'DejaVu Sans',\n    sans-serif;\n}\nheader,\nmain,\nfooter {\n  padding: 0 1rem;\n  max-width: 90rem;\n  margin: 0 auto;\n}\nheader {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem 1.5rem;\n  align-items: baseline;\n  padding-top: 1rem;\n}\nh1 {\n  font-size: 1.35rem;\n  margin: 0;\n  overflow-wrap: anywhere;\n}\nh2 {\n  font-size: 1.05rem;\n  margin: 0 0 0.5rem;\n}\np {\n  margin: 0.3rem 0;\n}\n.soft {\n  color: var(--ink-soft);\n}\nmain {\n  display: grid;\n  grid-template-columns: minmax(14rem, 19rem) minmax(0, 1fr);\n  gap: 1rem;\n  padding-top: 1rem;\n}\n.panel {\n  background: var(--panel);\n  border: 1px solid var(--grid);\n  border-radius: 6px;\n  padding: 0.8rem;\n  min-width: 0;\n}\n.wide {\n  grid-column: 1 / -1;\n}\n.bar {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.5rem 0.9rem;\n  align-items: center;\n  margin-bottom: 0.6rem;\n}\ninput,\nselect,\nbutton {\n  font: inherit;\n  color: var(--ink);\n  background: var(--paper);\n  border: 1px solid var(--edge);\n  border-radius: 4px;\n  padding: 0.25rem 0.5rem;\n  max-width: 100%;\n}\ninput[type='search'] {\n  width: 100%;\n}\ninput[type='checkbox'] {\n  width: 1.05rem;\n  height: 1.05rem;\n  accent-color: var(--accent);\n}\nbutton {\n  cursor: pointer;\n}\nbutton:disabled {\n  color: var(--ink-soft);\n  cursor: default;\n}\n:focus-visible {\n  outline: 3px solid var(--accent);\n  outline-offset: 2px;\n}\nul,\nol {\n  margin: 0;\n  padding: 0;\n  list-style: none;\n}\n#models {\n  max-height: 24rem;\n  overflow-y: auto;\n  margin-top: 0.5rem;\n}\n#models label {\n  display: grid;\n  grid-template-columns: auto auto minmax(0, 1fr) auto;\n  gap: 0.15rem 0.45rem;\n  align-items: center;\n  padding: 0.3rem 0.15rem;\n  cursor: pointer;\n}\n#models .name {\n  overflow-wrap: anywhere;\n}\n#models .figure {\n  font-variant-numeric: tabular-nums;\n}\n#models .more,\n#models .less {\n  grid-column: 4;\n  text-align: right;\n  font-size: 0.85rem;\n  font-variant-numeric: tabular-nums;\n}\n.more {\n  color: var(--more);\n}\n.less {\n  color: var(--less);\n}\n.swatch {\n  display: inline-block;\n  width: 0.8rem;\n  height: 0.8rem;\n  border-radius: 2px;\n  border: 1px solid var(--edge);\n}\n#legend {\n  display: flex;\n  flex-wrap: wrap;\n  gap: 0.2rem 1rem;\n  margin-top: 0.4rem;\n  overflow-wrap: anywhere;\n}\n#legend .swatch {\n  margin-right: 0.35rem;\n}\nlabel[for='commit'] {\n  display: block;\n  margin-top: 0.6rem;\n}\n#commit {\n  width: 100%;\n  padding: 0;\n  border: 0;\n  accent-color: var(--accent);\n}\n#commit-facts {\n  border: 1px solid var(--edge);\n  border-radius: 4px;\n  padding: 0.5rem 0.7rem;\n  background: var(--paper);\n}\n#commit-name {\n  font-family: ui-monospace, 'DejaVu Sans Mono', monospace;\n  font-size: 0.9rem;\n  overflow-wrap: anywhere;\n}\n#commit-subject,\n#commit-figures {\n  overflow-wrap: anywhere;\n}\n#happenings {\n  max-height: 12rem;\n  overflow-y: auto;\n  display: grid;\n  gap: 0.25rem;\n}\n#happenings button {\n  text-align: left;\n  overflow-wrap: anywhere;\n}\nbutton.change {\n  color: var(--change);\n}\nbutton.accepted {\n  color: var(--accepted);\n}\nbutton.breach {\n  color: var(--breach);\n}\na {\n  color: var(--accent);\n}\n.scroll {\n  overflow-x: auto;\n}\ntable {\n  border-collapse: collapse;\n  width: 100%;\n  font-variant-numeric: tabular-nums;\n}\ncaption {\n  text-align: left;\n  color: var(--ink-soft);\n  padding-bottom: 0.3rem;\n}\n#layers,\n#values {\n  min-width: 38rem;\n}\nth,\ntd {\n  text-align: left;\n  padding: 0.25rem 0.6rem 0.25rem 0;\n  border-bottom: 1px solid var(--grid);\n  vertical-align: top;\n  overflow-wrap: break-word;\n}\n#layers td:first-child {\n  max-width: 26rem;\n  overflow-wrap: anywhere;\n}\n.number {\n  text-align: right;\n  white-space: nowrap;\n}\nsummary {\n  cursor: pointer;\n  font-weight: 600;\n}\nkbd {\n  border: 1px solid var(--edge);\n  border-radius: 3px;\n  padding: 0 0.3rem;\n  font:\n    0.85em ui-monospace,\n    'DejaVu Sans Mono',\n    monospace;\n}\nfooter {\n  padding-bottom: 2rem;\n  padding-top: 1rem;\n}\n@media (max-width: 48rem) {\n  main {\n    grid-template-columns: minmax(0, 1fr);\n  }\n  header,\n  main,\n  footer {\n    padding-left: 0.6rem;\n    padding-right: 0.6rem;\n  }\n  #models {\n    max-height: 14rem;\n  }\n  input,\n  select,\n  button {\n    min-height: 2.5rem;\n  }\n}\n@media (prefers-reduced-motion: reduce) {\n  * {\n    transition: none !important;\n  }\n}";
const pageStyleHash = "sha256-G9TxwrUaXqL6OZHDfFgrVP5GBsoUAhAU1r9s8frQexM=";

// src/report/dashboard/page.ts
/**
* The dashboard as one HTML page that needs nothing else: no request leaves it, and its policy forbids any. Names come in as JSON that
* no markup can end, and go into text nodes.
*/
function dashboardPage(payload) {
	const policy = `default-src 'none'; script-src '${pageScriptHash}'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'`;
	const { length } = payload.commits.sha;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${require_core.html(payload.title)}: efficiency history</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${require_core.html(payload.title)}: efficiency history</h1>
<p class="soft">${length} commits, ${payload.series.length} models \u00b7 made ${payload.generatedAt.slice(0, 10)} by Flopgate ${require_core.html(payload.version)}</p>
<label>Colours <select id="theme"><option value="auto">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>
</header>
${length === 0 ? "<main><p>Nothing is recorded yet: <code>flopgate history record</code>, or <code>--backfill A..B</code>.</p></main>" : body(payload)}
<noscript>${latestTable(payload)}</noscript>
<script type="application/json" id="data">${embedded(payload)}<\/script>
<script>${pageScript}<\/script>
</body>
</html>
`;
}
/** JSON in a script element: nothing in it can end the element or begin a comment. */
function embedded(value) {
	return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
const spans = [
	50,
	200,
	1e3
].map((n) => `<option value="${n}">last ${n}</option>`).join("");
function body({ layersOmitted }) {
	const omitted = layersOmitted === 0 ? "" : ` Layers of ${layersOmitted} older versions are left out for the page\u2019s size.`;
	return `<main>
<section class="panel" aria-labelledby="models-head">
<h2 id="models-head">Models</h2>
<label for="filter">Filter <kbd>/</kbd></label>
<input type="search" id="filter" autocomplete="off" spellcheck="false">
<p id="models-said" class="soft" role="status"></p>
<div class="bar"><button type="button" id="every">Choose all</button><button type="button" id="none">Choose none</button></div>
<ul id="models" tabindex="0" aria-label="Models on the chart"></ul>
</section>
<section class="panel" aria-labelledby="chart-head">
<h2 id="chart-head">Over commits</h2>
<div class="bar">
<label>Figure <select id="metric"></select></label>
<label>Commits <select id="span"><option value="all">all</option>${spans}</select></label>
<label><input type="checkbox" id="relative"> relative to the first</label>
<button type="button" id="whole">Show all commits</button>
</div>
<p id="chart-said" class="soft" role="status"></p>
<div id="chart" aria-hidden="true"></div>
<ul id="legend" aria-label="Lines"></ul>
<label for="commit">Chosen commit</label>
<input type="range" id="commit" step="1">
<div id="commit-facts">
<div id="commit-name"></div>
<div id="commit-subject"></div>
<ul id="commit-figures"></ul>
</div>
<p class="soft">With the slider in focus: <kbd>\u2190</kbd> <kbd>\u2192</kbd> commit by commit, <kbd>Page Up</kbd> <kbd>Page Down</kbd> a tenth, <kbd>Home</kbd> <kbd>End</kbd> first and last, <kbd>+</kbd> <kbd>\u2212</kbd> zoom, <kbd>0</kbd> all, <kbd>b</kbd> <kbd>h</kbd> compare from and to. On the chart: click for a commit, drag to zoom.</p>
<div class="bar"><button type="button" id="as-head">What did this commit change?</button><button type="button" id="as-base">Compare from this commit</button></div>
</section>
<section class="panel wide" aria-labelledby="happenings-head">
<h2 id="happenings-head">What happened</h2>
<p class="soft">\u25c6 a lasting change of latency \u00b7 \u25b2 an increase that somebody accepted \u00b7 \u2716 over budget</p>
<p id="no-happenings">Nothing of the kind for what is shown.</p>
<ol id="happenings" tabindex="0" aria-label="What happened"></ol>
</section>
<section class="panel wide" aria-labelledby="layers-head">
<h2 id="layers-head">Layer by layer</h2>
<div class="bar">
<label>Model <select id="layer-model"></select></label>
<label>From commit <input id="base" size="12" autocomplete="off" spellcheck="false"></label>
<label>to commit <input id="head" size="12" autocomplete="off" spellcheck="false"></label>
<label>Figure <select id="layer-metric"><option value="macs">MACs</option><option value="elementwise">other arithmetic</option><option value="params">parameters</option><option value="moved">moved bytes</option></select></label>
<label><input type="checkbox" id="layers-all"> unchanged layers, too</label>
</div>
<p id="layers-said" role="status"></p>
<div class="scroll" tabindex="0" role="region" aria-label="Layers"><table id="layers"><caption>Largest difference first.${omitted}</caption><thead></thead><tbody></tbody></table></div>
</section>
<section class="panel wide">
<details id="all-values"><summary>The chart as a table</summary>
<p id="values-said" class="soft" role="status"></p>
<div class="bar"><button type="button" id="newer">Newer</button><button type="button" id="older">Older</button></div>
<div class="scroll" tabindex="0" role="region" aria-label="Values"><table id="values"><thead></thead><tbody></tbody></table></div>
</details>
</section>
</main>`;
}
/** What a reader without scripts sees: each model's newest figures, and how MACs went. */
function latestTable({ series, metrics }) {
	const shown = metrics.filter(({ name }) => [
		"macs",
		"params",
		"memory",
		"size"
	].includes(name));
	const rows = series.slice(0, 500).map(({ title, figures }) => {
		const cells = shown.map(({ name }) => `<td class="number">${require_core.html(figures[name]?.value.at(-1) ?? "\u2013")}</td>`);
		const values = (figures["macs"]?.value ?? []).map((value) => value === null ? null : Number(value));
		return `<tr><td>${require_core.html(title)}</td>${cells.join("")}<td>${require_sparkline.sparkline(values)}</td></tr>`;
	});
	return `<table><thead><tr>${[
		"model",
		...shown.map(({ title }) => title),
		"MACs so far"
	].map((head) => `<th>${require_core.html(head)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

// src/report/dashboard/payload.ts
/** Layer rows of all versions that the page holds at most: newest versions first. */
const MAX_ROWS = 6e4;
/** Everything that the page shows, by columns. */
function payloadOf(question) {
	const { history } = question;
	const builders = collect(history);
	const kept = pooled(question.layers, newestVersions(history, question.layers));
	return {
		title: shown(question.title),
		commitUrl: question.commitUrl,
		generatedAt: question.generatedAt.toISOString(),
		version: question.version,
		commits: {
			sha: history.map(({ sha }) => sha.slice(0, 12)),
			at: history.map(({ committedAt }) => Math.floor(Date.parse(committedAt) / 1e3)),
			subject: history.map(({ subject }) => shown(subject))
		},
		metrics: [...require_metric.countedMetrics, "latency"].map((name) => ({
			name,
			title: require_metric.metricWords[name],
			unit: require_core.kindOf(name)
		})),
		series: [...builders.values()].map((builder) => seriesOf(builder, question, kept.indices)),
		layers: kept.layers,
		layersOmitted: kept.omitted
	};
}
/** A name or sentence as people may see it. */
const shown = (text, most = 120) => require_core.elided(require_core.visible(text), most);
/** Points of each model in each case, in the order of the newest commit, then those that are gone. */
function collect(history) {
	const order = history.toReversed().flatMap(({ models }, i) => i === 0 ? models.map(require_history_branch.seriesName) : []);
	const series = new Map(order.map((name) => [name, []]));
	history.forEach(({ models }, at) => {
		for (const model of models) {
			const name = require_history_branch.seriesName(model);
			const points = series.get(name);
			if (points === void 0) series.set(name, [{
				at,
				model
			}]);
			else if (points.at(-1)?.at !== at) points.push({
				at,
				model
			});
		}
	});
	return series;
}
function seriesOf(points, { history, changePoints }, versions) {
	const [first] = points;
	const name = first === void 0 ? "" : require_history_branch.seriesName(first.model);
	const id = first?.model.id ?? "";
	const end = history.length;
	const record = (of) => {
		const all = [
			...require_metric.countedMetrics,
			"latency",
			"load"
		].map((metric) => [metric, stepsOf(points, end, (model) => of(metric, model) ?? null)]);
		return Object.fromEntries(all.filter(([, { value }]) => value.some((one) => one !== null)));
	};
	return {
		title: shown(name),
		path: shown(points.at(-1)?.model.path ?? ""),
		figures: record((metric, { figures }) => figures[metric]),
		budgets: record((metric, { budgets }) => budgets[metric]),
		exact: stepsOf(points, end, ({ exact }) => exact),
		failure: stepsOf(points, end, ({ failure }) => failure === null ? null : shown(failure.code)),
		version: stepsOf(points, end, ({ key }) => versions.get(key) ?? null),
		latency: latencyOf(require_history_latency.latencySeries(history, name)),
		changePoints: (changePoints.get(name) ?? []).map(({ at, ratio, p }) => ({
			at,
			ratio: rounded(ratio),
			p: rounded(p)
		})),
		accepted: history.flatMap(({ acceptances }, at) => acceptances.filter(({ model }) => model === id || model === "*").map(({ metric, reason, by }) => ({
			at,
			metric,
			text: shown(`${reason} (${by.slice(0, 12)})`)
		})))
	};
}
/** Where a value changes; a commit without the model has none. */
function stepsOf(points, end, of) {
	const [at, value] = [[], []];
	const push = (where, what) => {
		if (value.length === 0 ? what === null : value.at(-1) === what) return;
		at.push(where);
		value.push(what);
	};
	let next = 0;
	for (const { at: where, model } of points) {
		if (where > next) push(next, null);
		push(where, of(model));
		next = where + 1;
	}
	if (next < end) push(next, null);
	return {
		at,
		value
	};
}
const rounded = (value) => Number(value.toPrecision(6));
function latencyOf({ points, environments }) {
	if (points.length === 0) return null;
	return {
		at: points.map(({ at }) => at),
		ms: points.map(({ ms }) => rounded(ms)),
		ratio: points.map(({ ratio }) => ratio === null ? null : rounded(ratio)),
		level: points.map(({ level }) => rounded(level)),
		environment: points.map(({ environment }) => environment),
		environments: environments.map((facts) => shown(facts, 400))
	};
}
/** Keys of the versions whose layers are kept: the newest, as many as fit. */
function newestVersions(history, layers) {
	const keys = /* @__PURE__ */ new Set();
	let rows = 0;
	for (const { models } of history.toReversed()) for (const { key } of models) {
		const found = keys.has(key) ? void 0 : layers.get(key);
		if (found === void 0 || rows + found.names.length > MAX_ROWS) continue;
		rows += found.names.length;
		keys.add(key);
	}
	return [...keys];
}
/** Place of a text in a pool, which grows by it. */
function indexIn(pool, text) {
	const found = pool.get(text) ?? pool.size;
	pool.set(text, found);
	return found;
}
function pooled(layers, keys) {
	const [names, ops] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
	const indices = /* @__PURE__ */ new Map();
	const versions = [];
	for (const key of keys) {
		const one = layers.get(key);
		if (one === void 0) continue;
		indices.set(key, versions.length);
		versions.push({
			name: one.names.map((name) => indexIn(names, shown(name))),
			op: one.ops.map((op) => indexIn(ops, shown(op))),
			...one.figures,
			omitted: one.omitted
		});
	}
	return {
		layers: {
			names: [...names.keys()],
			ops: [...ops.keys()],
			versions
		},
		indices,
		omitted: layers.size - versions.length
	};
}

// src/gate/history-dashboard.ts
/** The dashboard's HTML. */
function renderDashboard({ history, layers }, question) {
	return dashboardPage(payloadOf({
		history,
		layers,
		changePoints: allChangePoints(history),
		...question
	}));
}
/** Lasting changes of latency of each model in each case. */
function allChangePoints(history) {
	const measured = new Set(history.flatMap(({ models }) => models.filter(({ latency }) => latency !== null).map(require_history_branch.seriesName)));
	return new Map([...measured].map((name) => [name, changePoints(require_history_latency.latencySeries(history, name))]));
}

Object.defineProperty(exports, "allChangePoints", {
  enumerable: true,
  get: function () {
    return allChangePoints;
  }
});
Object.defineProperty(exports, "renderDashboard", {
  enumerable: true,
  get: function () {
    return renderDashboard;
  }
});