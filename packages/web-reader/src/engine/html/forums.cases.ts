import type { SiteCase } from './sites.cases.ts'

const posts = [
  'The cache comes back empty after an update of the widget, though the folder is still there. What do I miss?',
  'Since the last version the cache has a key of its own for each user, so the old folder is never looked at.',
  'That was it. I moved the folder to the new place and everything is found again, thank you for the help.',
]
const members = ['jane', 'joe', 'ann']
const signature = 'Widget 5 on a blue machine with plenty of memory, bought in the spring'

const thread = (post: (text: string, member: string, at: number) => string): string =>
  posts.map((text, at) => post(text, members[at] ?? '', at)).join('')

/** Threads in the markup of forum engines, in our own words. */
export const forumCases: readonly SiteCase[] = [
  {
    name: 'a thread of XenForo',
    url: 'https://forum.example.org/threads/empty-cache.12/',
    html: `<body><div class="p-pageWrapper"><nav class="p-nav">Home What's new</nav><div class="p-body"><div class="p-breadcrumbs">Home Forums</div><div class="p-title"><h1 class="p-title-value">Empty cache after the update</h1></div><div class="block--messages">${thread((text, member, at) => `<article class="message message--post js-post" data-author="${member}"><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><div class="message-avatar"><a href="/m/${at}"><img src="/a${at}.png" alt="${member}"></a></div><div class="message-userDetails"><h4 class="message-name"><a class="username" href="/m/${at}">${member}</a></h4><h5 class="userTitle message-userTitle">Well known member</h5></div><div class="message-userExtras"><dl class="pairs"><dt>Joined</dt><dd>May 3, 2019</dd></dl><dl class="pairs"><dt>Vehicle of choice</dt><dd>A red wagon</dd></dl></div></section></div><div class="message-cell message-cell--main"><div class="message-main"><header class="message-attribution"><ul><li><time datetime="2026-01-0${at + 1}">Jan ${at + 1}, 2026</time></li></ul><ul class="message-attribution-opposite"><li>#${at + 1}</li></ul></header><div class="message-content"><article class="message-body"><div class="bbWrapper">${at === 1 ? `<blockquote class="bbCodeBlock"><div class="bbCodeBlock-title">jane said:</div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">What do I miss?</div><div class="bbCodeBlock-expandLink"><a>Click to expand...</a></div></div></blockquote>` : ''}${text}</div></article><div class="message-lastEdit">Last edited: Jan 9, 2026</div><aside class="message-signature"><div class="bbWrapper">${signature}</div></aside></div><footer class="message-footer"><div class="message-actionBar">Like Reply</div><div class="reactionsBar">2 people</div></footer></div></div></div></article>`)}</div><div class="block" data-widget-key="similar"><h3>Similar threads</h3></div></div><footer class="p-footer">Terms and rules</footer></div></body>`,
    keeps: [...posts, 'jane', '> What do I miss?'],
    lacks: [signature, 'A red wagon', 'Well known member', 'Click to expand', 'Last edited', 'Terms and rules'],
  },
  {
    name: 'a topic of phpBB',
    url: 'https://forum.example.org/viewtopic.php?t=12',
    html: `<body id="phpbb" class="nojs"><div id="wrap"><div id="page-header">Quick links FAQ</div><div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=12">Empty cache after the update</a></h2><div class="action-bar bar-top"><a>Post Reply</a></div>${thread((text, member, at) => `<div id="p${at}" class="post has-profile bg${at}"><div class="inner"><dl class="postprofile" id="profile${at}"><dt><a href="/u/${at}" class="username">${member}</a></dt><dd class="profile-rank">Site Admin</dd><dd class="profile-posts"><strong>Posts:</strong> 4711</dd><dd class="profile-joined"><strong>Joined:</strong> Tue May 03</dd></dl><div class="postbody"><div id="post_content${at}"><h3><a href="#p${at}">Re: Empty cache</a></h3><ul class="post-buttons"><li>Quote</li></ul><p class="author">by <strong>${member}</strong> » Jan 0${at + 1}, 2026</p><div class="content">${text}${at === 1 ? '<div class="codebox"><p>Code: <a href="#">Select all</a></p><pre><code>widget --cache new</code></pre></div>' : ''}</div><div id="sig${at}" class="signature">${signature}</div></div></div><div class="back2top"><a href="#top">Top</a></div></div></div>`)}<p class="jumpbox-return">Return to “Help”</p></div><div id="page-footer">Delete cookies</div></div></body>`,
    keeps: [...posts, '```\nwidget --cache new\n```'],
    lacks: [signature, '4711', 'Site Admin', 'Return to'],
  },
  {
    name: 'a thread of vBulletin',
    url: 'https://forum.example.org/showthread.php?t=12',
    html: `<body><div class="above_body">Register Help</div><div class="body_wrapper"><div id="pagetitle"><h1><span class="threadtitle"><a href="?t=12">Empty cache after the update</a></span></h1></div><ol id="posts" class="posts">${thread((text, member, at) => `<li class="postbit postbitim postcontainer" id="post_${at}"><div class="posthead"><span class="postdate">01-0${at + 1}-2026, 10:00 AM</span></div><div class="postbit_headers userinfo"><a class="username" href="/m/${at}">${member}</a><span class="usertitle">Senior Member</span><div class="userinfo_extra"><dl><dt>Join Date</dt><dd>May 2019</dd><dt>Posts</dt><dd>4,711</dd></dl></div></div><div class="postbody"><div class="postrow"><div class="content"><blockquote class="postcontent restore">${text}</blockquote></div></div><blockquote class="signature restore"><div class="signaturecontainer">${signature}</div></blockquote></div><div class="postfoot">Reply With Quote</div></li>`)}</ol></div><div id="footer">Contact Us</div></body>`,
    keeps: posts,
    lacks: [signature, '4,711', 'Reply With Quote'],
  },
  {
    name: 'a function’s signature in a page of documentation',
    url: 'https://docs.example.org/topics/cache',
    html: `<body><main><h1>Cache</h1><p>${posts.join(' ')}</p><div class="method"><div class="signature">open(path: string): Cache</div><p>Opens the cache of a folder; the folder is made where it is missing.</p></div></main></body>`,
    keeps: ['open(path: string): Cache'],
    lacks: [],
  },
  {
    name: 'a question and its answers, with what decides which to believe',
    url: 'https://stackoverflow.com/questions/2/empty-cache',
    html: `<body><div id="mainbar" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">Empty cache</h1><div class="question"><div class="s-prose js-post-body" itemprop="text"><p>${posts[0]}</p></div></div>${[
      { by: 'joe', score: 57, at: 1 },
      { by: 'ann', score: -2, at: 2 },
    ]
      .map(
        ({ by, score, at }) =>
          `<div id="answer-${at}" class="answer js-answer${at === 1 ? ' accepted-answer' : ''}" data-answerid="${at}" data-score="${score}" itemprop="${at === 1 ? 'acceptedAnswer' : 'suggestedAnswer'}" itemscope itemtype="https://schema.org/Answer"><div class="post-layout"><div class="votecell"><div class="js-vote-count" itemprop="upvoteCount" data-value="${score}">${score}</div></div><div class="answercell"><div class="s-prose js-post-body" itemprop="text"><p>${posts[at]}</p></div><div class="post-signature"><time itemprop="dateCreated" datetime="2026-01-0${at} 10:00:00Z"></time><div class="user-details" itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/u/${by}">${by}</a><meta itemprop="name" content="${by}"><span>12.4k gold badges</span></div></div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div itemprop="author" itemscope><b itemprop="name">tim</b></div><div itemprop="text">I can confirm that this is the way it works since the last version of it.</div></div></div></div></div>`,
      )
      .join('')}</div></body>`,
    keeps: [
      `### Answer (accepted, score 57, by joe, 2026-01-01)\n\n${posts[1]}`,
      `### Answer (score -2, by ann, 2026-01-02)\n\n${posts[2]}`,
    ],
    lacks: ['gold badges'],
  },
  {
    name: 'a list of links that is laid out by tables',
    url: 'https://news.example.org/newest',
    html: `<body><center><table border="0" cellpadding="0" cellspacing="0" width="85%"><tr><td><table border="0" cellpadding="0"><tr><td><span class="pagetop"><b>News</b> <a href="new">new</a> | <a href="past">past</a></span></td></tr></table></td></tr><tr><td><table border="0" cellpadding="0" cellspacing="0">${posts
      .map(
        (text, at) =>
          `<tr class="athing"><td align="right"><span class="rank">${at + 1}.</span></td><td class="votelinks"><center><a href="vote?id=${at}"><div class="votearrow"></div></a></center></td><td><span class="titleline"><a href="https://example.com/${at}">${text}</a></span></td></tr><tr><td colspan="2"></td><td class="subtext">${at + 3} points by <a href="user?id=${members[at]}">${members[at]}</a> | <a href="item?id=${at}">discuss</a></td></tr><tr class="spacer" style="height:5px"></tr>`,
      )
      .join('')}</table></td></tr></table></center></body>`,
    keeps: posts.map((text, at) => `${at + 1}. [${text}](https://example.com/${at})`),
    lacks: ['| --- |', '[past]'],
  },
  {
    name: 'comments whose authors are told by attributes only',
    url: 'https://old.example.org/r/widgets/comments/12/empty_cache/',
    html: `<body><div class="content" role="main"><div class="sitetable">${thread((text, member, at) => `<div class="thing comment" data-author="${member}"><div class="entry"><p class="tagline"><a class="expand">[–]</a><time datetime="2026-01-0${at + 1}T10:00:00+00:00">a year ago</time></p><div class="usertext-body"><div class="md"><p>${text}</p></div></div><ul class="flat-list buttons"><li>permalink</li></ul></div></div>`)}</div></div></body>`,
    keeps: posts.map((_, at) => `**${members[at]}**, 2026-01-0${at + 1}:\n\n`).concat(posts),
    lacks: ['permalink'],
  },
]
