/** What a path alone says of how likely a file is the place someone looks for. */
export interface FileKind {
  readonly test: boolean
  readonly generated: boolean
  readonly document: boolean
  /** A document in another language than English, beside its original. */
  readonly translated: boolean
  /** Settings, data and notices rather than code. */
  readonly setting: boolean
}

const test =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|testdata|[\w-]*-?fixtures?|e2e|testing|benchmarks?|playground)\/|[._-](?:test|spec|bench|stories)s?\.[a-z]+$|_test\.[a-z]+$|(?:^|\/)(?:test_[^/]+|conftest\.py)$|(?:Tests?|IT|Spec)\.(?:java|kt|cs|scala|swift|groovy)$/i
const generated =
  /(?:^|\/)(?:generated|gen|dist|vendor|third_party|node_modules|__snapshots__|\.yarn)\/|\.pb(?:\.\w+)?\.\w+$|_pb2\w*\.py$|\.min\.\w+$|[._-]generated\.\w+$|\.snap$/i
const document = /\.(?:md|mdx|markdown|rst|adoc|txt|html?)$/i
const setting =
  /\.(?:json|ya?ml|toml|cfg|ini|xml|properties|svg|csv|lock|conf)$|(?:^|\/)\.|(?:^|\/)(?:CHANGELOG|CHANGES|HISTORY|LICENSE|LICENCE|COPYING|NOTICE|AUTHORS|CONTRIBUTORS|go\.(?:mod|sum))/i

const translated =
  /(?:^|\/)(?:docs?|i18n|l10n|locales?|translations?|content)\/(?!en\b)[a-z]{2}(?:[-_][A-Za-z]{2,4})?\/|[._-](?:zh|zh-CN|zh_CN|ja|ko|fr|de|es|pt|pt-BR|ru|it|vi|tr)\.mdx?$/

export function kindOf(path: string): FileKind {
  return {
    test: test.test(path),
    generated: generated.test(path),
    document: document.test(path),
    translated: translated.test(path),
    setting: setting.test(path),
  }
}

const noContent =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|uv\.lock|poetry\.lock|Pipfile\.lock|Cargo\.lock|composer\.lock|Gemfile\.lock|go\.sum|flake\.lock)$|\.(?:map|min\.js|min\.css|svg|csv|tsv|snap|lockb)$/i

/** True for text that only machines read: its path is indexed, its words are not. */
export function contentIsNoise(path: string): boolean {
  return noContent.test(path)
}
