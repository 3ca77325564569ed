import { attribute, type Element, flatText, removeWhere } from './tree.ts'

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
  'complementary',
  'tooltip',
  'status',
])
/** Whole words of class names and ids, split at camel humps, dashes and underscores. */
const names = new RegExp(
  `(?:^|\\s)(?:${[
    'nav|navbar|navigation|subnav|sidenav|topnav|menu|submenu|megamenu|breadcrumbs?|pagination|pager|paginator|paging',
    'sidebar|side bar|footer|page footer|site footer|masthead|site header|page header bar|top bar|topbar|global header|skip link|skip nav|skip to content',
    'cookies?|cookie banner|consent|gdpr|onetrust|cookiebot|cc window|privacy banner',
    'share|sharing|social|social share|addthis|sharedaddy|share buttons|follow us|socials',
    'newsletter|subscribe|subscription|signup|sign up|mailing list|optin|opt in|popup|modal|overlay|lightbox|paywall|lead form|hubspot form|hbspt form',
    'advert|advertisement|ads|ad|ad slot|ad container|adsbygoogle|sponsored|sponsor|promo|promotion|banner ad|dfp|outbrain|taboola|affiliate disclosure',
    'related|related posts?|related articles?|recommended|recommendations|you may also like|read more|more from|read next|up next|trending|popular posts?|most read|also like|similar|see also posts',
    'toc|table of contents|on this page|page toc|contents list|local toc|right toc',
    'author bio|author box|about author|post author bio|post tags|tag list|tags links|tags|byline|post meta|entry meta|post navigation|post nav|nav links|prev next|previous next|edit this page|edit on github|feedback|was this helpful|helpful|rating widget|print|toolbar|search form|searchbox|login form|back to top|scroll top|copyright|legal|language switcher|lang switcher|locale switcher|version switcher|announcement bar|notification bar|jp relatedposts|wp block latest posts|screen reader',
  ].join('|')})(?=\\s|$)`,
)

/** Class names and id as plain words: `postShare-btn` gives `post share btn`. */
export function nameWords(node: Element): string {
  const raw = `${attribute(node, 'class')} ${attribute(node, 'id')}`
  return raw
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_:./]+/g, ' ')
    .toLowerCase()
}

const sectioning = new Set([
  'div',
  'section',
  'aside',
  'ul',
  'ol',
  'nav',
  'form',
  'header',
  'footer',
  'p',
  'span',
  'dl',
  'table',
  'a',
])

/** True for parts that frame the page on every visit: menus, banners, share bars, adverts. */
export function isBoilerplate(node: Element): boolean {
  if (node.name === 'nav' || node.name === 'footer' || node.name === 'aside')
    return node.name !== 'aside' || !/admonition|callout|note|tip|warning/i.test(attribute(node, 'class'))
  if (roles.has(attribute(node, 'role'))) return true
  if (node.name === 'header')
    return (
      /^(body|#document|html)$/.test(node.parent?.name ?? '') ||
      /(^|\s)(site|page|global|main) header|masthead|navbar/.test(nameWords(node))
    )
  return sectioning.has(node.name) && names.test(nameWords(node))
}

/** Removes framing parts, sparing whatever holds a large share of the page's words: names lie. */
export function dropBoilerplate(root: Element): void {
  const all = flatText(root).length
  removeWhere(root, (node) => isBoilerplate(node) && flatText(node).length < all * 0.4)
}
