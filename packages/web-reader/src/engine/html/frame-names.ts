/** Class names and ids of parts that are never content whatever page they stand on, as patterns of whole plain words. */
const patterns = [
  // Menus and what stands around a page.
  '(?:js |site |page |main |top |global |primary |secondary |mobile |docs |doc |left |right )?(?:nav|navbar|navigation|sidenav|breadcrumbs?|skip link|skip links|skip to content|footer|masthead|sidebar)(?: (?:wrapper|container|inner|list|menu|nav|bar))?',
  '(?:headerlink|hash link|screen reader text|edit this page|edit page|hideme|page feedback|docs? feedback|feedback widget|was this (?:page )?helpful|page helpful|back to top|backtotop|scroll to top)',
  '(?:ez |wp block |rank math |kb |lw|article |page |post |blog |local )?(?:toc|table of contents?)(?: (?:container|wrapper|wrap|list|block|nav|box))?',
  // Consent, sharing, advertising.
  '(?:cookie|cookies|consent|gdpr|onetrust|cookiebot|cky|cc|cmp|usercentrics|didomi|iubenda cs)(?: .*)?',
  '(?:.* )?(?:cookie (?:banner|notice|consent|bar|policy)|consent (?:banner|sdk|modal))(?: .*)?',
  '(?:social )?(?:share|sharing|share buttons?|sharing buttons?|share bar|share links?|share icons?|social share|social links?|social icons?|social media|sharedaddy|addthis toolbox|addtoany share save container|a2a kit)(?: (?:wrapper|container|list))?',
  'jp relatedposts|sd sharing enabled|wpcnt|adsbygoogle|ad slot|ad container|ad wrapper|advertisement|advert|google ad|dfp ad|outbrain|taboola|trc .*|ob widget',
  // Windows that open over the page, and choices of forms.
  '(?:js |site |page |login |signup |video |image )?(?:modal|popup|lightbox)(?: (?:content|dialog|wrapper|overlay|window|container|backdrop|inner|body|box))?|(?:custom select|select options|dropdown menu|dropdown content)',
  // Code blocks' tools, MediaWiki, Stack Exchange.
  '(?:copy|copy button|copy btn|code copy|clipboard copy|btn clipboard|copybtn)',
  '(?:wikitable )?(?:mw editsection|mw jump link|navbox|vertical navbox|noprint|printfooter|catlinks|mw indicators|reflist noprint)',
  '(?:js )?(?:post layout left|votecell|js vote count|s pagination|post menu|js post menu|comments link|js comments container|s sidebarwidget|bottom notice|user action time)',
  // Forums: what members write under each of their posts, and what the board says of them beside it.
  '(?:js |c |b )?(?:(?:post|message|user|forum|topic) ?signatures?|signaturecontainer)(?: (?:container|content|text|wrap|wrapper|block))?',
  // XenForo
  'message user ?extras|message user ?banner|user ?banner|(?:message )?user ?title|message avatar(?: wrapper)?|message last ?edit|bb code block expand link|message attribution opposite|message action ?bar|message response row|message cell vote|reactions bar|(?:js )?quick reply|p body sidebar|block similar contents',
  // phpBB, FluxBB
  'profile (?:rank|posts|joined|contact|custom field)|post buttons|back2top|jumpbox(?: return)?|stat block|display options|forumrules|postfoot(?:left|right)?|postedit',
  // vBulletin, SMF, MyBB
  'userinfo ?extra|user ?info (?:extra|additional info container)|b userinfo additional info container|b post footer|postuseravatar|imlinks|reportlinks|moderatorbar|author (?:statistics|buttons|avatar)|post (?:management buttons|controls)',
  // Invision, Vanilla, Discourse, NodeBB, Flarum, bbPress, Hacker News, Reddit
  'c author pane info|ips comment (?:controls|toolbar|badges)|ips react|dismiss message|thanked by box|reactions|more topics(?: .*)?|suggested topics|related topics|topic map|crawler linkback list|post tools|moderator tools|post stream time gap|bbp (?:author role|author ip|admin links|topic tags|template notice|reply permalink)|votelinks|pagetop|hnpast|flat list|commentsignupbar|infobar|midcol',
]

const names = new RegExp(`^(?:${patterns.join('|')})$`)

/** Names for tests of parts around the content, where class names are hashes: GitHub. */
const testNames =
  /^(?:sidebar|issue-viewer-metadata-container|issue-metadata-sticky|comment-composer|signed-out-comment-box)$/

/** Roles that say of themselves what a member signs posts with: Invision. */
const dataRoles = /^memberSignature$/

/** One class name or id as plain words: `postShare-btn` gives `post share btn`. */
export function plainWords(token: string): string {
  return token
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_./]+/g, ' ')
    .trim()
    .toLowerCase()
}

const known = new Map<string, boolean>()
const mostKnown = 20_000

/** Whether one of an element's class names or its id names a framing part; remembered, since names repeat. */
export function hasFrameName(classesAndId: string): boolean {
  let answer = known.get(classesAndId)
  if (answer === undefined) {
    answer = classesAndId.split(/\s+/, 12).some((token) => token !== '' && names.test(plainWords(token)))
    if (known.size >= mostKnown) known.clear()
    known.set(classesAndId, answer)
  }
  return answer
}

/** Whether the values of `data-testid` and `data-role` name a framing part. */
export function hasFrameData(testId: string, role: string): boolean {
  return testNames.test(testId) || dataRoles.test(role)
}
