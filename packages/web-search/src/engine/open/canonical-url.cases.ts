/** Addresses of one page each. */
export const samePages: readonly (readonly [string, string])[] = [
  ['https://example.org/a', 'http://example.org/a'],
  ['https://example.org/a', 'https://www.example.org/a/'],
  ['https://example.org/a', 'https://EXAMPLE.org:443/a#part'],
  ['https://example.org/a?b=1&c=2', 'https://example.org/a?c=2&b=1'],
  ['https://example.org/a', 'https://example.org/a?utm_source=x&utm_medium=y&gclid=z'],
  ['https://example.org/a?id=3', 'https://example.org/a?id=3&fbclid=q&ref=hn'],
  ['https://example.org/', 'https://example.org'],
  ['https://example.org/docs/', 'https://example.org/docs/index.html'],
  ['https://example.org/~ann/x', 'https://example.org/%7Eann/x'],
  ['https://example.org/a', 'https://example.org./a'],
  ['https://en.wikipedia.org/wiki/Rust', 'https://en.m.wikipedia.org/wiki/Rust'],
  ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
  ['https://arxiv.org/abs/1706.03762', 'http://arxiv.org/pdf/1706.03762v5.pdf'],
  ['https://stackoverflow.com/questions/11/how', 'https://stackoverflow.com/q/11'],
  ['https://stackoverflow.com/questions/11/how/22#22', 'https://stackoverflow.com/questions/11'],
  ['https://github.com/owner/name', 'https://github.com/owner/name.git'],
  ['https://developer.mozilla.org/docs/Web/CSS', 'https://developer.mozilla.org/en-US/docs/Web/CSS'],
  ['https://www.npmjs.com/package/@a/b', 'https://npmjs.com/package/@a/b/v/1.0.0'],
]

/** Addresses of two pages each. */
export const otherPages: readonly (readonly [string, string])[] = [
  ['https://example.org/a', 'https://example.org/b'],
  ['https://example.org/a', 'https://example.org/A'],
  ['https://example.org/a?page=1', 'https://example.org/a?page=2'],
  ['https://example.org:8080/a', 'https://example.org/a'],
  ['https://docs.example.org/a', 'https://example.org/a'],
  ['https://m.com/a', 'https://com/a'],
  ['https://github.com/owner/name', 'https://github.com/owner/name/issues/1'],
  ['https://github.com/owner/name/issues/1', 'https://github.com/owner/name/issues/2'],
  ['https://stackoverflow.com/questions/11', 'https://superuser.com/questions/11'],
  ['https://arxiv.org/abs/1706.03762', 'https://arxiv.org/abs/1706.03763'],
  ['https://example.org/%zz', 'https://example.org/%yy'],
  ['https://example.org/a%2Fb?x', 'https://example.org/a?x'],
]
