const ownTools = 'calls a diagnostic tool of the suite, which a server of ours does not have'
const onlyTools = 'our servers offer tools, neither resources, prompts nor completion'
const noLogging = 'MCP logging is deprecated since 2026-07-28; we log to stderr'

/** What both revisions ask for beyond tools, and by tools of the suite. */
const anyRevision = {
  'completion-complete': onlyTools,
  'resources-list': onlyTools,
  'resources-read-text': onlyTools,
  'resources-read-binary': onlyTools,
  'resources-templates-read': onlyTools,
  'prompts-list': onlyTools,
  'prompts-get-simple': onlyTools,
  'prompts-get-with-args': onlyTools,
  'prompts-get-embedded-resource': onlyTools,
  'prompts-get-with-image': onlyTools,
  'tools-call-simple-text': ownTools,
  'tools-call-error': ownTools,
  'tools-call-image': ownTools,
  'tools-call-audio': ownTools,
  'tools-call-embedded-resource': ownTools,
  'tools-call-mixed-content': ownTools,
  'tools-call-with-progress': ownTools,
}

/** Scenarios that a server of ours cannot pass, and why; one that passes nevertheless is an error, too. */
export const expectedFailures: Readonly<Record<'2025-11-25' | '2026-07-28', Readonly<Record<string, string>>>> = {
  '2025-11-25': {
    ...anyRevision,
    'logging-set-level': noLogging,
    'resources-subscribe': onlyTools,
    'resources-unsubscribe': onlyTools,
    'tools-call-with-logging': ownTools,
    'tools-call-sampling': ownTools,
    'tools-call-elicitation': ownTools,
    'elicitation-sep1034-defaults': ownTools,
    'elicitation-sep1330-enums': ownTools,
  },
  '2026-07-28': {
    ...anyRevision,
    caching: `${onlyTools}: three of seven checks ask for their lists`,
    'server-stateless': `${ownTools}: some of its checks`,
    'input-required-result-basic-elicitation': ownTools,
    'input-required-result-basic-sampling': ownTools,
    'input-required-result-basic-list-roots': ownTools,
    'input-required-result-request-state': ownTools,
    'input-required-result-multiple-input-requests': ownTools,
    'input-required-result-multi-round': ownTools,
    'input-required-result-non-tool-request': onlyTools,
    'input-required-result-result-type': ownTools,
    'input-required-result-tampered-state': ownTools,
    'input-required-result-capability-check': ownTools,
  },
}
