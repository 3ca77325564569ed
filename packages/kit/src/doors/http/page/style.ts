/** The page's style sheet: ink on paper, and at night the other way round. Colours say state, never alone. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f5f0e6, #13120f);
  --raised: light-dark(#fbf8f1, #1b1a16);
  --ink: light-dark(#211c15, #ece5d6);
  --soft: light-dark(#6a6052, #a89f8d);
  --line: light-dark(#d8cfbd, #35322a);
  --ready: light-dark(#17695a, #5fc4ad);
  --resting: light-dark(#96640a, #e2b24f);
  --failed: light-dark(#b0361f, #f4826a);
  --off: light-dark(#c9bfac, #454138);
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; margin: 0 }
[hidden] { display: none !important }
html {
  --eye: circle at min(50% + 21rem, 100% - 3rem) 1.5rem;
  background:
    radial-gradient(var(--eye), var(--paper) 0 4.6rem, transparent 4.7rem 9rem, var(--paper) 23rem) no-repeat,
    repeating-radial-gradient(var(--eye), transparent 0 22px, var(--line) 22.5px 23px, transparent 23.5px 24px) no-repeat,
    var(--paper);
  color: var(--ink); font: 17px/1.5 var(--serif); -webkit-text-size-adjust: 100%;
}
body { max-width: 68rem; margin: 0 auto; padding: 0 clamp(1.1rem, 4vw, 3rem) 4rem }
header { padding: clamp(2.6rem, 8vw, 5.4rem) 0 2rem; border-bottom: 3px double var(--line) }
h1 { font-size: clamp(3rem, 10vw, 6.2rem); line-height: .95; font-weight: 400; font-style: italic; letter-spacing: -.035em; margin-left: -.04em }
.up { margin-top: 1.4rem; font-size: 1.15rem }
.up span::before { content: ""; display: inline-block; width: .62em; height: .62em; margin-right: .5em; border-radius: 50%; background: var(--ready); box-shadow: 0 0 0 .22em color-mix(in srgb, var(--ready) 22%, transparent) }
.up.lost span::before { background: var(--failed); box-shadow: none }
small, .up small, dt, th, summary span, footer, .reason { color: var(--soft) }
small { font-size: .85rem; margin-left: .4rem }
code, pre, td, input { font-family: var(--mono); font-size: .82rem }
.endpoint { margin-top: .35rem; overflow-wrap: anywhere }
.endpoint code { font-size: .95rem }
h2 { font-size: 1.5rem; font-weight: 400; font-style: italic; margin: 2.8rem 0 .9rem; letter-spacing: -.01em }
form { margin-top: 2rem; display: flex; flex-wrap: wrap; gap: .6rem; align-items: center }
form label { width: 100%; color: var(--soft); font-size: .9rem }
form p { width: 100%; color: var(--failed) }
input { flex: 1 1 14rem; max-width: 26rem; min-width: 0; padding: .6rem .8rem; color: inherit; background: var(--raised); border: 1px solid var(--soft); border-radius: 2px }
button { font: inherit; font-size: .92rem; padding: .5rem 1rem; color: var(--paper); background: var(--ink); border: 1px solid var(--ink); border-radius: 2px; cursor: pointer }
button:hover { background: var(--ready); border-color: var(--ready) }
:focus-visible { outline: 2px solid var(--ready); outline-offset: 2px }
a { color: inherit; text-underline-offset: .2em }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 1.2rem; margin-top: 2rem }
dt { font-size: .85rem }
dd { font-size: 1.7rem; line-height: 1.25; font-variant-numeric: lining-nums tabular-nums; letter-spacing: -.02em }
dd.failed { color: var(--failed) }
#servers { display: flex; flex-wrap: wrap; gap: 1px }
article { flex: 1 1 16.5rem; outline: 1px solid var(--line); background: var(--raised); padding: 1.2rem 1.2rem 1.3rem }
article header { all: unset; display: flex; gap: .9rem; align-items: center }
article svg { width: 4.4rem; flex: none }
article h3 { font-size: 1.15rem; font-weight: 400; line-height: 1.2 }
article p { color: var(--soft); font-size: .85rem }
article ul { list-style: none; padding: 0; margin-top: .9rem; font-size: .92rem }
article li { display: flex; gap: .5rem; padding: .22rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
article li > b { font-weight: 400; flex: 1; min-width: 0 }
article li > span { text-align: right; max-width: 62%; font-size: .85rem }
article .offs { margin-top: .6rem; font-size: .78rem; line-height: 1.45; overflow-wrap: anywhere }
.reason { display: block; font-size: .78rem; line-height: 1.3 }
.ready { color: var(--ready) } .resting { color: var(--resting) } .failed { color: var(--failed) } .off, .untried { color: var(--soft) }
.ring { fill: none; stroke-width: 7 }
.ring.ready { stroke: var(--ready) } .ring.resting { stroke: var(--resting) } .ring.off { stroke: var(--off); stroke-width: 2 } .ring.untried { stroke: var(--ready); stroke-opacity: .38 }
article text { font: 26px var(--serif); fill: var(--ink); text-anchor: middle }
#pulse { display: block; width: 100%; height: 4.5rem; border-bottom: 1px solid var(--soft) }
#pulse.empty { display: none }
#pulse rect { fill: var(--ready) } #pulse rect.failed { fill: var(--failed) }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 400; font-size: .85rem; padding: .7rem 1rem .4rem 0 }
td { padding: .34rem 1rem .34rem 0; border-top: 1px solid var(--line); white-space: nowrap; max-width: 22rem; overflow: hidden; text-overflow: ellipsis }
th:last-child, td:nth-child(5) { text-align: right; padding-right: 0 }
details { border-top: 1px solid var(--line); position: relative }
details:last-of-type { border-bottom: 1px solid var(--line) }
summary { padding: .62rem 0; cursor: pointer; display: flex; gap: 1rem; align-items: baseline; list-style: none }
summary::-webkit-details-marker { display: none }
summary b { font-weight: 400; min-width: 8.5rem }
summary span { font: .8rem var(--mono); overflow-wrap: anywhere }
summary::after { content: "+"; margin-left: auto; font-size: 1.2rem; line-height: 1; color: var(--soft) }
details[open] summary::after { content: "–" }
summary:hover b { color: var(--ready) }
pre { background: var(--raised); border-left: 3px solid var(--ready); padding: .9rem 1.1rem; margin-bottom: 1rem; overflow-x: auto; line-height: 1.55 }
.copy { position: absolute; right: .5rem; top: 3.2rem; font-size: .8rem; padding: .25rem .7rem }
section > p { color: var(--soft); margin-bottom: 1rem }
footer { margin-top: 3rem; font-size: .85rem; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem }
@media (max-width: 34rem) {
  summary { flex-wrap: wrap; gap: 0 1rem; padding-right: 1.5rem } summary span { width: 100%; order: 3 } summary::after { position: absolute; right: 0 }
  .copy { position: static; margin: 0 0 1rem } pre { margin-bottom: .6rem }
}
@media (prefers-reduced-motion: no-preference) {
  .up:not(.lost) span::before { animation: breathe 3.6s ease-in-out infinite }
  @keyframes breathe { 50% { box-shadow: 0 0 0 .42em color-mix(in srgb, var(--ready) 10%, transparent) } }
}
`
