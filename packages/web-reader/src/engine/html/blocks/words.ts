/** Groups of words in class names, ids and roles that say what a part of a page is for. */
export const nameGroups: readonly (readonly [string, RegExp])[] = (
  [
    [
      'content',
      'content|article|entry|body|text|story|markdown|prose|doc|docs|document|wiki|page|rich|copy|editor|rte|wysiwyg',
    ],
    ['main', 'main|primary|center|central|maincontent'],
    ['comment', 'comments?|commentlist|disqus|respond|replies|discussion'],
    ['post', 'posts?|message|topic|thread|answer|question|reply|cooked|bbcode|userpost|postbody'],
    [
      'related',
      'related|recommend(?:ed|ation|ations)?|similar|more|also|latest|recent|popular|trending|featured|next|prev|previous|upsell|crosssell|suggest(?:ed|ions)?|recirc',
    ],
    ['share', 'share|sharing|social|follow|addtoany|facebook|twitter|sharedaddy|likes?|reactions?|votes?|voting'],
    [
      'meta',
      'meta|byline|authors?|date|time|published|info|timestamp|details|stats|views|category|categories|cat|tags?|taxonomy|labels?|badges?|breadcrumbs?|crumbs?',
    ],
    [
      'nav',
      'nav|navbar|navigation|menu|menus|pager|pagination|tabs?|links?|skip|jump|dropdown|submenu|steps|switcher|selector',
    ],
    ['aside', 'sidebar|side|aside|rail|widgets?|secondary|complementary|column|col'],
    ['header', 'header|head|masthead|top|topbar|hero|banner|title|heading|intro'],
    ['footer', 'footer|foot|bottom|copyright|legal|colophon|disclaimer|credits?|after'],
    [
      'ad',
      'ad|ads|advert|advertisement|sponsor|sponsored|promo|promotion|promoted|cta|offer|deal|banner|dfp|gpt|affiliate|marketing',
    ],
    [
      'form',
      'form|login|signin|signup|register|subscribe|subscription|newsletter|search|input|field|email|contact|optin|captcha|checkout|cart|basket',
    ],
    ['product', 'product|products|price|pricing|sku|shop|store|buy|item|catalog|variant|swatch|swatches|options?'],
    ['card', 'cards?|grid|tiles?|teaser|list|listing|results?|feed|collection|archive|gallery|row|entries|loop'],
    ['review', 'reviews?|ratings?|stars?|testimonials?|feedback|helpful'],
    ['toc', 'toc|contents|outline|onthispage|index|anchor|anchors'],
    [
      'user',
      'user|users|avatar|profile|member|signature|sig|bio|userinfo|postprofile|rank|reputation|karma|joined|about',
    ],
    [
      'media',
      'carousel|slider|slide|slides|video|player|audio|image|images|img|photo|caption|swiper|slick|media|figure|credit|thumb|thumbnail',
    ],
    [
      'notice',
      'cookie|cookies|consent|gdpr|notice|alert|modal|popup|overlay|dialog|toast|announcement|message|tooltip|hidden|print|noprint|offscreen|collapse|collapsed|accordion|faq',
    ],
    [
      'tool',
      'toolbar|tools|actions?|controls?|buttons?|btn|filter|filters|facet|facets|sort|sorting|refine|edit|compare|wishlist|quick',
    ],
  ] as const
).map(([name, words]) => [name, new RegExp(`(?:^|\\s)(?:${words})(?=\\s|$)`)])

/** Phrases that frames are full of and content is not, in the languages that are met most. */
export const phraseGroups: readonly RegExp[] = [
  /subscribe|newsletter|sign up|signup|abonn|anmelden|s'inscrire|your email|e-mail|inbox/i,
  /cookie|privacy|datenschutz|all rights reserved|terms of|©|\(c\) \d{4}|copyright|powered by|disclaimer/i,
  /share|tweet|facebook|twitter|linkedin|pinterest|instagram|whatsapp|youtube|follow us|print/i,
  /related|you may|you might|also like|more from|read more|read next|view all|see all|show more|load more|continue reading|learn more|recommended|popular|trending|recently viewed|customers also/i,
  /log ?in|sign in|register|password|my account|logout|forgot|create account/i,
  /comment|reply|replies|quote|report|posted by|joined|posts:|location:|reputation|member since|likes|last edited|permalink|senior member|new member|registered/i,
  /add to (cart|bag|basket|wishlist)|checkout|in stock|out of stock|sold out|qty|quantity|free shipping|buy now|compare|select (size|options)|regular price|sale price/i,
  /^\s*(by|von|par|published|updated|posted|last modified|last updated|written by|author|photo|image|credit|source|tags?|categor\w*|filed under|topics?)\b/i,
  /^\s*(menu|search|home|close|back to top|skip to|toggle|next|previous|prev|share|edit|print|loading|page \d+|sort by|filter|view|cancel|submit|save|copy|ok)\b/i,
  /advertisement|sponsored|promoted|affiliate|ad choices/i,
]
