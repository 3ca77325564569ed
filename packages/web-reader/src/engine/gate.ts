import { ReadError } from './reader.ts'

const loginTitle =
  /\b(log ?in|sign ?in|log ?on|authenticat\w*|connexion|anmelden|einloggen|iniciar sesión)\b|登录|登錄|ログイン/i
const passwordField = /<input\b[^>]{0,300}\btype\s{0,5}=\s{0,5}["']?password\b/i
const notFree = /"isAccessibleForFree"\s{0,20}:\s{0,20}(?:false|"false")/i

/** Characters of content up to which a page with a password field is a form and nothing else. */
const formChars = 1200

/** @throws ReadError for a login form that came with HTTP 200 in place of the page */
export function refuseLogin(html: string, url: string, { title, content }: { title: string; content: string }): void {
  if (content.length > formChars || !passwordField.test(html)) return
  const { host, pathname } = new URL(url)
  if (!loginTitle.test(title) && !loginTitle.test(pathname.replace(/[-_/]/g, ' '))) return
  throw new ReadError('unauthorized', `${host} wants a login for this page: the answer is its login form.`, {
    hint: 'Try another source for the same information, a public copy, or an API of the site.',
  })
}

/** What a page that is not free to read says of itself (schema.org isAccessibleForFree), as a notice. */
export function paywallNotice(html: string): string[] {
  return notFree.test(html) ? ['The page says that it is not free to read: this may be its beginning only.'] : []
}
