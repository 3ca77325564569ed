import { defineToolset, type HasStatus } from '@sensorium/kit'
import packageJson from '../package.json' with { type: 'json' }
import { config } from './config.ts'
import type { VisionDeps } from './deps.ts'
import type { Sight } from './engine/sight.ts'
import { statusOf } from './status.ts'
import { analyze_data_visualization } from './tools/analyze_data_visualization.ts'
import { diagnose_error_screenshot } from './tools/diagnose_error_screenshot.ts'
import { extract_text_from_screenshot } from './tools/extract_text_from_screenshot.ts'
import { image_analysis } from './tools/image_analysis.ts'
import { parse_document } from './tools/parse_document.ts'
import { ui_diff_check } from './tools/ui_diff_check.ts'
import { ui_to_artifact } from './tools/ui_to_artifact.ts'
import { understand_technical_diagram } from './tools/understand_technical_diagram.ts'
import { video_analysis } from './tools/video_analysis.ts'

export const toolset = defineToolset<typeof config, VisionDeps & HasStatus>({
  name: 'vision',
  title: 'Vision',
  version: packageJson.version,
  paths: ['vision'],
  instructions:
    'Looks at pictures, videos and documents for you. Give sources as absolute paths, http(s) URLs or data: URLs. ' +
    'Without a vision model, text and differences are measured here and other pictures come back as image content for you to look at; each answer says which way it went.',
  config,
  tools: [
    ui_to_artifact,
    extract_text_from_screenshot,
    diagnose_error_screenshot,
    understand_technical_diagram,
    analyze_data_visualization,
    ui_diff_check,
    image_analysis,
    video_analysis,
    parse_document,
  ],
  open: async (values, scope) => {
    let sight: Promise<Sight> | undefined
    let opened: Sight | undefined
    return {
      sight: async () => {
        sight ??= import('./engine/sight.ts').then(({ openSight }) => openSight(values, scope))
        opened = await sight
        return opened
      },
      status: () => statusOf(values, opened?.resting() ?? []),
    }
  },
  status: (deps) => deps.status(),
})
