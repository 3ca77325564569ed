import { attribute, closest, type Element, findAll, removeWhere, textLength } from './tree.ts'

const roles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'toolbar',
  'tooltip',
  'status',
])
/** Class names and ids, as whole words, of parts that are never content whatever page they stand on. */
const frameNames = new RegExp(
  `^(?:${[
    '(?:js |site |page |main |top |global |primary |secondary |mobile |docs |doc |left |right )?(?:nav|navbar|navigation|sidenav|breadcrumbs?|skip link|skip links|skip to content|footer|masthead|sidebar)(?: (?:wrapper|container|inner|list|menu|nav|bar))?',
    '(?:cookie|cookies|consent|gdpr|onetrust|cookiebot|cky|cc|cmp|usercentrics|didomi|iubenda cs)(?: .*)?',
    '(?:.* )?(?:cookie (?:banner|notice|consent|bar|policy)|consent (?:banner|sdk|modal))(?: .*)?',
    '(?:social )?(?:share|sharing|share buttons?|sharing buttons?|share bar|share links?|share icons?|social share|social links?|social icons?|social media|sharedaddy|addthis toolbox|addtoany share save container|a2a kit)(?: (?:wrapper|container|list))?',
    'jp relatedposts|sd sharing enabled|wpcnt|adsbygoogle|ad slot|ad container|ad wrapper|advertisement|advert|google ad|dfp ad|outbrain|taboola|trc .*|ob widget',
    '(?:copy|copy button|copy btn|code copy|clipboard copy|btn clipboard|copybtn)',
    '(?:headerlink|hash link|screen reader text|edit this page|edit page|hideme|page feedback|docs? feedback|feedback widget|was this (?:page )?helpful|page helpful|back to top|backtotop|scroll to top)',
    '(?:ez |wp block |rank math |kb |lw|article |page |post |blog |local )?(?:toc|table of contents?)(?: (?:container|wrapper|wrap|list|block|nav|box))?',
    '(?:wikitable )?(?:mw editsection|mw jump link|navbox|vertical navbox|noprint|printfooter|catlinks|mw indicators|reflist noprint)',
    '(?:js )?(?:post layout left|votecell|js vote count|s pagination|post menu|js post menu|comments link|js comments container|s sidebarwidget|bottom notice|post signature|user action time)',
  ].join('|')})$`,
)

/** Names for tests of parts around the content, where class names are hashes: GitHub. */
const frameTests =
  /^(?:sidebar|issue-viewer-metadata-container|issue-metadata-sticky|comment-composer|signed-out-comment-box)$/

/** One class name or id as plain words: `postShare-btn` gives `post share btn`. */
function plainWords(token: string): string {
  return token
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_./]+/g, ' ')
    .trim()
    .toLowerCase()
}

const known = new Map<string, boolean>()
const mostKnown = 20_000

/** Whether one of an element's class names or its id names a framing part; remembered, since names repeat. */
function hasFrameName(names: string): boolean {
  let answer = known.get(names)
  if (answer === undefined) {
    answer = names.split(/\s+/, 12).some((token) => token !== '' && frameNames.test(plainWords(token)))
    if (known.size >= mostKnown) known.clear()
    known.set(names, answer)
  }
  return answer
}

/** Framing parts that need no weighing: menus, banners, share bars, by their element, role or whole class name. */
function isFrame(node: Element): boolean {
  if (node.name === 'nav') return true
  // A quotation's footer names who said it.
  if (node.name === 'footer') return node.parent?.name !== 'blockquote'
  if (node.attributes.length === 0 && node.name !== 'header') return false
  if (roles.has(attribute(node, 'role'))) return true
  if (node.name === 'header') return /^(body|#document|html)$/.test(node.parent?.name ?? '')
  if (node.name === 'body' || node.name === 'main' || node.name === 'html' || node.name === 'article') return false
  if (frameTests.test(attribute(node, 'data-testid'))) return true
  const names = `${attribute(node, 'class')} ${attribute(node, 'id')}`
  return names.length > 1 && hasFrameName(names)
}

const discussionUrl =
  /forum|thread|topic|\/issues?\/|\/pull\/|\/discussions?\/|questions?\/|discuss|\/t\/|\/d\/|viewtopic|ycombinator|lobste\.rs|reddit\.|\/comments\//i
const commentNames =
  /^(?:comments?|comments? (?:area|list|section|wrapper|container|block|thread|tree|listing|feed|form|respond)|commentlist|commentlisting|disqus thread|respond|fb comments|wp block comments|d2h comments|post comments|article comments|blog comments)$/

const commentHolders = new Set(['div', 'section', 'aside', 'ol', 'ul', 'li', 'form', 'details', 'footer', 'table'])

/** Readers' comments below an article; on pages of discussion they are the content. */
export function dropComments(root: Element, url: string): void {
  if (discussionUrl.test(url)) return
  const isComments = (node: Element): boolean => {
    // Highlighters call a comment in code what it is.
    if (node.attributes.length === 0 || !commentHolders.has(node.name)) return false
    const names = `${attribute(node, 'id')} ${attribute(node, 'class')}`
    if (!/comment|disqus|respond/i.test(names)) return false
    return names.split(/\s+/, 8).some((token) => commentNames.test(plainWords(token)))
  }
  const found = findAll(root, isComments)
  if (found.length === 0) return
  const all = textLength(root)
  const outermost = found.filter((node) => node.parent !== undefined && closest(node.parent, isComments) === undefined)
  const inside = outermost.reduce((sum, node) => sum + textLength(node), 0)
  if (all - inside < 500) return
  removeWhere(root, isComments)
}

/** Removes framing parts, sparing whatever holds a large share of the page's words: names lie. */
export function dropFrame(root: Element): void {
  const all = textLength(root)
  removeWhere(root, (node) => isFrame(node) && textLength(node) < all * 0.5)
}
