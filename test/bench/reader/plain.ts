/** Markdown without its marks, for every extractor alike: the words a reader would see, no addresses. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^(`{3,}|~{3,})[^\n]*$/gm, '')
    .replace(/!\[[^\]]*\]\((?:[^()\s]|\([^)]*\))*(?:\s+"[^"]*")?\)/g, ' ')
    .replace(/\]\((?:[^()\s]|\([^)]*\))*(?:\s+"[^"]*")?\)/g, '] ')
    .replace(/<https?:[^>]*>/g, ' ')
    .replace(/<\/?[a-z][^>\n]*>/gi, ' ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
