/** Whole words or phrases, in any case; a phrase's blanks are written as `_`, endings in brackets may be missing. */
function words(list: string): RegExp {
  const one = (word: string): string =>
    word
      .replace(/[.+]/g, String.raw`\$&`)
      .replaceAll('_', String.raw`[\s-]`)
      .replace(/\((\w+)\)/g, '(?:$1)?')
  return new RegExp(String.raw`(?<![\w-])(?:${list.trim().split(/\s+/).map(one).join('|')})(?![\w-])`, 'i')
}

/** What a query is about, told by its words: data, so that a table can test it. */
export const vocabulary = {
  rust: [words('rust cargo crate(s) tokio serde')],
  javascript: [
    words('npm pnpm yarn node node.js nodejs javascript typescript deno bun react vue svelte angular nextjs vite'),
    /^@[\w-]+\//,
  ],
  python: [words('python python3 pip pypi django flask pandas numpy pytest')],
  packages: [
    words(`package(s) library libraries crate(s) module(s) sdk npm pnpm yarn cargo pip pypi dependency dependencies
      plugin(s) framework(s)`),
    /^@[\w-]+\/[\w.-]+$/,
  ],
  failure: [
    words(`error(s) exception traceback panic panicked segfault segmentation_fault stack_trace errno fail fails failed failing
      failure crash crashes crashed crashing cannot can't could_not unable_to undefined not_found no_such denied refused
      deprecated doesn't_work not_working`),
    /\w(?:Error|Exception)\b/,
    /\b(?:E[A-Z]{4,}|TS\d{4}|E\d{4}|0x[0-9A-Fa-f]{8}|SIG[A-Z]{3,})\b/,
  ],
  paper: [
    words(`arxiv paper(s) preprint(s) et_al theorem lemma conjecture state_of_the_art ablation transformer(s) neural
      diffusion_model(s) language_model(s) reinforcement_learning gradient_descent attention_is_all retrieval_augmented`),
    /\b\d{4}\.\d{4,5}\b/,
  ],
  web: [
    words(`css html html5 dom svg web_api(s) webassembly webgl webgpu webrtc websocket(s) web_worker(s) web_component(s)
      javascript fetch_api service_worker flexbox aria cors content_security_policy http_header(s) http_status http_cookie(s)
      promise localstorage queryselector addeventlistener`),
    /\b[A-Z]\w+\.prototype\.\w+|<[a-z][\w-]*>|^:{1,2}[a-z-]+$/,
  ],
  programming: [
    words(`python rust golang java kotlin swift c++ c# ruby php perl bash shell sql postgres postgresql mysql sqlite redis
      docker kubernetes k8s linux git regex async await mutex pointer compiler api json yaml typescript javascript node
      node.js react django algorithm`),
    /\w\(\)|\w::\w|=>|\w_\w|\b[a-z]+[A-Z]\w+/,
  ],
  recent: [
    words(
      'news latest announce(s) announced announcement release(d) launch launches launched today this_week this_month',
    ),
    /\b20[23]\d\b/,
  ],
  name: [/^[\w@][\w@./-]{1,40}$/],
  otherScript: [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}]/u,
    /[\p{Script=Hebrew}\p{Script=Greek}\p{Script=Thai}\p{Script=Devanagari}]/u,
  ],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>
