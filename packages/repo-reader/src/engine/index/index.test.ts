import { describe, expect, it } from 'vitest'
import { chunksOf } from './chunk.ts'
import { kindOf } from './kind.ts'
import { enclosing, outlineOf } from './outline.ts'
import { eachPosting, PostingWriter } from './postings.ts'
import { namedTerms, queryTerms, termsOf } from './tokenise.ts'

describe('terms', () => {
  it('keep an identifier whole and in parts, stemmed', () => {
    expect(termsOf('replaceUrlParams')).toEqual(['replaceurlparams', 'replac', 'url', 'param'])
    expect(termsOf('MAX_RETRY_COUNT')).toEqual(['maxretrycount', 'max', 'retri', 'count'])
    expect(termsOf('parseHTTPHeaders')).toEqual(['parsehttpheaders', 'pars', 'http', 'header'])
  })
  it('cut scripts without spaces by dictionary', () => expect(termsOf('会话保存在数据库')).toContain('会话'))
  it('bring a question and a name in code together', () => {
    expect(termsOf('parseCookies')).toEqual(expect.arrayContaining(queryTerms('where are the cookies parsed')))
  })
  it('are words of function only when a query has no other', () => {
    expect(queryTerms('how is the cookie signed')).toEqual(['cooki', 'sign'])
    expect(queryTerms('who is it')).toEqual(['who', 'is', 'it'])
  })
  it('tell the identifiers that a query spells out from its plain words', () => {
    expect([...namedTerms('why does sendFile ignore `mode` and max_age? HTTP Errors')]).toEqual([
      'sendfile',
      'maxage',
      'mode',
    ])
    expect(queryTerms('why does sendFile ignore it')).toContain('sendfile')
  })
  it('bound what an endless word or query can cost', () => {
    expect(termsOf('x'.repeat(100_000))).toEqual([])
    expect(queryTerms(Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ')).length).toBeLessThanOrEqual(40)
  })
})

describe('postings', () => {
  it('come back as they went in', () => {
    const writer = new PostingWriter()
    const entries = Array.from({ length: 2_000 }, (_, at) => [at * at + (at % 7), (at % 300) + 1] as const)
    for (const [id, count] of entries) writer.add(id, count)
    const read: (readonly [number, number])[] = []
    eachPosting(writer.take(), (id, count) => read.push([id, count]))
    expect(read).toEqual(entries)
  })
})

describe('an outline', () => {
  const definitions: readonly (readonly [path: string, line: string, name: string])[] = [
    ['a.ts', 'export async function parseUrl(x: string) {', 'parseUrl'],
    ['a.ts', '  private async load<T>(key: string): Promise<T> {', 'load'],
    ['a.py', '    async def fetch_all(self):', 'fetch_all'],
    ['a.go', 'func (s *Server) Handle(w Writer) error {', 'Handle'],
    ['a.rs', 'pub(crate) fn walk<R: Read>(r: R) {', 'walk'],
    ['a.java', '  public static final List<String> namesOf(Foo foo) {', 'namesOf'],
    ['a.c', 'static int read_header(struct file *f)', 'read_header'],
    ['a.md', '## Getting started ##', 'Getting started'],
  ]
  it.each(definitions)('of %s names: %s', (path, line, name) => {
    expect(outlineOf(path, [line])).toMatchObject([{ line: 1, name }])
  })
  it('takes no control flow for a definition', () => {
    expect(
      outlineOf('a.ts', ['  if (ready(x)) {', '  } else if (y) {', '  for (const a of b) {', '  return call({']),
    ).toEqual([])
  })
  it('reads underlined headings', () =>
    expect(outlineOf('a.rst', ['Sessions', '--------'])).toMatchObject([{ line: 1, name: 'Sessions' }]))
  const nested: readonly (readonly [path: string, text: string, around: string])[] = [
    ['a.ts', 'class Jar {\n  sign(value: string) {\n    HERE', 'Jar sign'],
    ['a.ts', 'class Jar {\n  sign(value: string) {\n  }\n  HERE', 'Jar'],
    ['a.ts', 'function one() {\n}\nHERE', ''],
    ['a.ts', 'export const open = async (\n  path: string,\n): Promise<File> => {\n  HERE', 'open'],
    ['a.ts', 'function f() {\n  if (x) {\n    const y = 1\n  } else {\n    HERE', 'f'],
    ['a.ts', 'export const jwt = (options: {\n  alg: string\n}): Handler => {\n  HERE', 'jwt'],
    ['a.py', 'class A:\n    def f(self):\n        x = 1\n\n        HERE', 'A f'],
    ['a.c', 'static int read_header(struct file *f)\n{\n#ifdef X\n\tHERE', 'read_header'],
    ['a.rs', 'impl Trie {\n    fn walk<R>(r: R)\n    where\n        R: Read,\n    {\n        HERE', 'Trie walk'],
    ['a.md', '# Guide\n## Cookies\ntext\n## Files\n### Sending\nHERE', 'Guide Files Sending'],
    ['a.rst', 'Guide\n=====\nCookies\n-------\nHERE', 'Guide Cookies'],
  ]
  it.each(nested)('of %s knows what encloses a line: %j', (path, text, around) => {
    const lines = text.split('\n')
    const found = enclosing(path, outlineOf(path, lines), lines, lines.length)
    expect(found.map(({ name }) => name).join(' ')).toBe(around)
  })
  it('takes linear time on a line made to stall a pattern', () => {
    const from = performance.now()
    outlineOf(
      'a.c',
      Array.from({ length: 200 }, () => `${'a '.repeat(190)}(`),
    )
    expect(performance.now() - from).toBeLessThan(5_000)
  })
})

describe('chunks', () => {
  it('hold every line once, and begin at headings', () => {
    const lines = Array.from({ length: 130 }, (_, at) => `line ${at}`)
    const chunks = chunksOf(lines, [
      { line: 1, name: 'a', indent: 1 },
      { line: 50, name: 'b', indent: 1 },
    ])
    expect(chunks.flatMap((chunk) => chunk.lines)).toEqual(lines)
    expect(chunks.map(({ firstLine }) => firstLine)).toEqual([1, 41, 50, 90, 130])
  })
})

describe('the kind of a path', () => {
  const kinds: readonly (readonly [
    path: string,
    flag: 'test' | 'generated' | 'translated' | 'document' | 'setting',
  ])[] = [
    ['src/url.test.ts', 'test'],
    ['gson/src/test/java/GsonTest.java', 'test'],
    ['index/eval_test.go', 'test'],
    ['grpc/webserver.pb.go', 'generated'],
    ['docs/zh/index.md', 'translated'],
    ['docs/index.md', 'document'],
    ['config/app.yaml', 'setting'],
  ]
  it.each(kinds)('%s is a %s', (path, flag) => expect(kindOf(path)[flag]).toBe(true))
  it('is plain for code and for English documents', () => {
    expect(Object.values(kindOf('src/contest/latest.ts'))).not.toContain(true)
    expect(kindOf('docs/en/index.md').translated).toBe(false)
  })
})
