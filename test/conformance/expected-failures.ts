const onlyTools = 'our servers offer tools, neither resources, prompts nor completion'
const clientAsked = 'our tools never ask the client for input, sampling or roots'
const contentKinds = 'our tools return text and images only'
const noLogging = 'MCP logging is deprecated since 2026-07-28; we log to stderr'
const diagnostic = 'needs diagnostic tools of the suite that rest on the above'

/** Scenarios that a server of tools cannot pass, and why; one that passes nevertheless is an error, too. */
export const expectedFailures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '2025-11-25': {
    'logging-set-level': noLogging,
    'tools-call-with-logging': noLogging,
    'completion-complete': onlyTools,
    'tools-call-audio': contentKinds,
    'tools-call-embedded-resource': contentKinds,
    'tools-call-mixed-content': contentKinds,
    'tools-call-sampling': clientAsked,
    'tools-call-elicitation': clientAsked,
    'elicitation-sep1034-defaults': clientAsked,
    'elicitation-sep1330-enums': clientAsked,
    'resources-list': onlyTools,
    'resources-read-text': onlyTools,
    'resources-read-binary': onlyTools,
    'resources-templates-read': onlyTools,
    'resources-subscribe': onlyTools,
    'resources-unsubscribe': onlyTools,
    'prompts-list': onlyTools,
    'prompts-get-simple': onlyTools,
    'prompts-get-with-args': onlyTools,
    'prompts-get-embedded-resource': onlyTools,
    'prompts-get-with-image': onlyTools,
  },
  '2026-07-28': {
    'server-stateless': `${clientAsked}: two of 28 checks need a tool that requires a client capability`,
    'completion-complete': onlyTools,
    'tools-call-audio': contentKinds,
    'tools-call-embedded-resource': contentKinds,
    'tools-call-mixed-content': contentKinds,
    'resources-list': onlyTools,
    'resources-read-text': onlyTools,
    'resources-read-binary': onlyTools,
    'resources-templates-read': onlyTools,
    'prompts-list': onlyTools,
    'prompts-get-simple': onlyTools,
    'prompts-get-with-args': onlyTools,
    'prompts-get-embedded-resource': onlyTools,
    'prompts-get-with-image': onlyTools,
    caching: `${onlyTools}: three of seven checks ask for their lists`,
    'input-required-result-basic-elicitation': clientAsked,
    'input-required-result-basic-sampling': clientAsked,
    'input-required-result-basic-list-roots': clientAsked,
    'input-required-result-request-state': clientAsked,
    'input-required-result-multiple-input-requests': clientAsked,
    'input-required-result-multi-round': clientAsked,
    'input-required-result-non-tool-request': clientAsked,
    'input-required-result-result-type': clientAsked,
    'input-required-result-tampered-state': diagnostic,
    'input-required-result-capability-check': diagnostic,
  },
}
