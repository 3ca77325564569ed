import type { FormatName } from './format.ts'

/** Files as people and programs leave them; an entry is added to and taken from each. */
export interface EditCase {
  readonly name: string
  readonly before: string
  /** Pinned where the form of the result matters; `ENTRY` stands for the entry on one line. */
  readonly after?: string
  /** What is left when the entry goes, where that is not `before` to the byte. */
  readonly left?: string
}

export const editCases: Readonly<Record<FormatName, readonly EditCase[]>> = {
  jsonc: [
    { name: 'an empty file', before: '', left: '{\n  "servers": {}\n}\n' },
    { name: 'an empty object', before: '{}', left: '{\n  "servers": {}\n}' },
    { name: 'one line', before: '{"a":1}', after: '{"a":1,"servers":{"s":ENTRY}}', left: '{"a":1,"servers":{}}' },
    { name: 'one line with the table', before: '{"servers":{}}', after: '{"servers":{"s":ENTRY}}' },
    { name: 'a null table', before: '{"servers":null}', after: '{"servers":{"s":ENTRY}}', left: '{"servers":{}}' },
    { name: 'an empty table', before: '{\n  "servers": {}\n}\n' },
    {
      name: 'servers on one line',
      before: '{\n  "servers": { "a": 1 }\n}',
      after: '{\n  "servers": { "a": 1,"s":ENTRY }\n}',
    },
    {
      name: 'tabs and comments around the last entry',
      before: '{\n\t"servers": {\n\t\t// of a\n\t\t"a": {} // beside\n\t\t// below\n\t}\n}\n',
      after:
        '{\n\t"servers": {\n\t\t// of a\n\t\t"a": {}, // beside\n\t\t"s": {\n\t\t\t"url": "http://x/",\n\t\t\t"h": {\n\t\t\t\t"k": "q\\"\\\\ü"\n\t\t\t}\n\t\t}\n\t\t// below\n\t}\n}\n',
    },
    { name: 'trailing commas and CRLF', before: '{\r\n  "servers": {\r\n    "a": {}, /* c */\r\n  },\r\n}\r\n' },
    { name: 'a comma after a comment', before: '{\n  "servers": {\n    "a": 1 /* , */ ,\n    "b": 2\n  }\n}' },
    { name: 'a comment alone', before: '{\n  "servers": { // none yet\n  }\n}' },
    { name: 'a byte order mark', before: '\uFEFF{\n  "servers": {}\n}\n' },
    { name: 'braces in strings', before: '{\n  "x": "},{ // \\" no",\n  "servers": {\n    "}": "{"\n  }\n}' },
    { name: 'a key called __proto__', before: '{\n  "__proto__": { "a": 1 },\n  "servers": {}\n}' },
  ],
  toml: [
    { name: 'an empty file', before: '' },
    { name: 'no line break at the end', before: 'a = 1', left: 'a = 1\n' },
    { name: 'CRLF', before: 'a = 1\r\n' },
    { name: 'the table itself', before: '[servers]\n# none yet\n' },
    { name: 'dotted keys', before: 'servers.a.b = 1\n' },
    { name: 'tables after tables', before: '[servers.a]\nx = """\n[servers.s]\n"""\n\n[[list]]\ny = 1979-05-27\n' },
    { name: 'quoted names', before: '["servers"."a b"]\nx = 1\n' },
    {
      name: 'an entry of its own in parts',
      before: '[servers.s]\nurl = "old"\n[servers.s.h]\nx = 1\n\n[z]\ny = 1\n',
      after: '\n[z]\ny = 1\n\n[servers.s]\nurl = "http://x/"\nh = { k = "q\\"\\\\ü" }\n',
      left: '\n[z]\ny = 1\n',
    },
  ],
  yaml: [
    { name: 'an empty file', before: '', left: 'servers:\n' },
    { name: 'comments alone', before: '# only\n', left: '# only\nservers:\n' },
    { name: 'no line break at the end', before: 'a: 1', left: 'a: 1\nservers:\n' },
    { name: 'an empty table', before: 'a: 1\nservers:\n' },
    { name: 'an empty table on one line', before: 'servers: {}\n# x\n', left: 'servers:\n# x\n' },
    { name: 'a null table with a comment', before: 'servers: ~ # c\nb: 2\n', left: 'servers: # c\nb: 2\n' },
    { name: 'a table on one line', before: 'servers: {a: {b: 1}}\n' },
    { name: 'CRLF', before: 'servers:\r\n  a:\r\n    x: 1\r\n' },
    {
      name: 'block text last',
      before: 'servers:\n    a:\n        t: |\n            one\n            two\n# after\nz:   1\n',
    },
    { name: 'a document end', before: 'a: 1\nservers:\n  b: 1\n...\n' },
    { name: 'an unquoted date and octal', before: 'd: 2026-01-01\no: 0755\nservers:\n  a: yes\n' },
  ],
}

/** What is refused: the place of a fault is told, and nothing is guessed. */
export const refused: Readonly<Record<FormatName, readonly { before: string; because: RegExp }[]>> = {
  jsonc: [
    { before: '{ "a": }', because: /line 1, column 8/ },
    { before: '{"servers": [', because: /line 1/ },
    { before: '[]', because: /object/ },
    { before: '{"servers": []}', because: /servers is not a map/ },
    { before: '{"servers": "x"}', because: /servers is not a map/ },
    { before: '{\n  "servers": {},\n  "servers": {}\n}', because: /line 3, column 3: "servers" stands twice/ },
    { before: '<html>', because: /line 1, column 1/ },
  ],
  toml: [
    { before: 'a = = 1', because: /line 1, column 5/ },
    { before: 'a = 1\na = 2', because: /line 2/ },
    { before: 'servers = 1', because: /servers is not a map/ },
    { before: '[[servers]]\na = 1', because: /servers is not a map/ },
    { before: 'servers = { a = { b = 1 } }\n', because: /cannot be edited without touching other parts/ },
  ],
  yaml: [
    { before: 'a: [1\n', because: /line \d+, column \d+/ },
    { before: 'a: 1\na: 2\n', because: /line 2/ },
    { before: '- a\n', because: /map/ },
    { before: 'servers:\n- a\n', because: /servers is not a map/ },
    { before: 'a: 1\n---\nb: 2\n', because: /line \d+/ },
    { before: 'servers: &e {b: 1}\nother: *e\n', because: /cannot be edited without touching other parts/ },
    {
      before:
        'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n',
      because: /alias/i,
    },
  ],
}
