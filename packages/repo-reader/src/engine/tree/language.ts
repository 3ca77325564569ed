/** Names of languages by file ending, for the summary of a tree and the fences of a file. */
const byEnding: Readonly<Record<string, string>> = {
  ts: 'TypeScript',
  tsx: 'TypeScript',
  mts: 'TypeScript',
  cts: 'TypeScript',
  js: 'JavaScript',
  jsx: 'JavaScript',
  mjs: 'JavaScript',
  cjs: 'JavaScript',
  py: 'Python',
  pyi: 'Python',
  go: 'Go',
  rs: 'Rust',
  java: 'Java',
  kt: 'Kotlin',
  kts: 'Kotlin',
  scala: 'Scala',
  c: 'C',
  h: 'C',
  cc: 'C++',
  cpp: 'C++',
  cxx: 'C++',
  hpp: 'C++',
  hh: 'C++',
  cs: 'C#',
  fs: 'F#',
  swift: 'Swift',
  m: 'Objective-C',
  mm: 'Objective-C++',
  rb: 'Ruby',
  php: 'PHP',
  pl: 'Perl',
  lua: 'Lua',
  r: 'R',
  jl: 'Julia',
  ex: 'Elixir',
  exs: 'Elixir',
  erl: 'Erlang',
  hs: 'Haskell',
  ml: 'OCaml',
  clj: 'Clojure',
  dart: 'Dart',
  zig: 'Zig',
  sh: 'Shell',
  bash: 'Shell',
  ps1: 'PowerShell',
  sql: 'SQL',
  vue: 'Vue',
  svelte: 'Svelte',
  html: 'HTML',
  css: 'CSS',
  scss: 'SCSS',
  less: 'Less',
  md: 'Markdown',
  mdx: 'Markdown',
  rst: 'reStructuredText',
  adoc: 'AsciiDoc',
  json: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  toml: 'TOML',
  xml: 'XML',
  proto: 'Protocol Buffers',
  graphql: 'GraphQL',
  ipynb: 'Jupyter',
  sol: 'Solidity',
  nix: 'Nix',
  tf: 'Terraform',
  cmake: 'CMake',
  gradle: 'Gradle',
  groovy: 'Groovy',
  vb: 'Visual Basic',
}

const languages = new Map(Object.entries(byEnding))

export function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  const ending = dot < 0 ? '' : name.slice(dot + 1)
  const known = languages.get(ending) ?? languages.get(ending.toLowerCase())
  if (known !== undefined) return known
  if (/^(?:Docker|Container)file/.test(name)) return 'Dockerfile'
  return /^(?:GNU)?[Mm]akefile$/.test(name) ? 'Makefile' : undefined
}

const binaryEnding =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|class|so|dylib|dll|exe|bin|o|a|lib|wasm|woff2?|ttf|otf|eot|mp[34]|m4[av]|wav|ogg|flac|mov|avi|webm|mkv|pyc|db|sqlite3?|parquet|onnx|pt|npy|npz|pkl|dat|icns|keystore|p12)$/i

/** True for files whose ending says that they are no text, so that they are not fetched for search. */
export function looksBinary(path: string): boolean {
  return binaryEnding.test(path)
}
