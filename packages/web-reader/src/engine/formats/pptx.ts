import { FormatError, type FormatParser } from './format.ts'
import { tableHtml } from './table.ts'
import { escapeHtml, firstText, readXml } from './xml.ts'
import { type Files, resolvePath, textOf, unzip } from './zip.ts'

const wanted =
  /^(?:docProps\/core\.xml|ppt\/(?:presentation\.xml|_rels\/presentation\.xml\.rels|slides\/(?:_rels\/)?[^/]+|notesSlides\/[^/]+\.xml))$/
const maxSlides = 500

type Links = ReadonlyMap<string, { readonly type: string; readonly target: string }>

function relationships(files: Files, part: string): Links {
  const links = new Map<string, { type: string; target: string }>()
  const path = part.replace(/([^/]+)$/, '_rels/$1.rels')
  readXml(textOf(files, path), {
    open: (_name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      const target = TargetMode === 'External' ? Target : resolvePath(part, Target)
      links.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target })
    },
  })
  return links
}

/** Text of one slide or its notes as HTML: a title as heading, paragraphs as list items by their level, tables as tables. */
function slideHtml(xml: string, links: Links): { title: string; html: string } {
  let [title, html, paragraph, level, shape, inText] = ['', '', '', 0, '', false]
  let rows: string[][] | undefined
  let link = ''
  const endParagraph = () => {
    const text = paragraph.trim()
    paragraph = ''
    if (text === '' || rows !== undefined) return
    if (/^(?:ctrT|t)itle$/.test(shape)) title = `${title} ${text}`.trim()
    else if (!/^(?:sldNum|dt|ftr|hdr)$/.test(shape))
      html += `${'<ul>'.repeat(level)}<li>${text}</li>${'</ul>'.repeat(level)}`
  }
  const cell = () => rows?.at(-1)
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'sp') shape = ''
      if (name === 'ph') shape = attributes['type'] ?? 'body'
      if (name === 'p') level = 1
      if (name === 'pPr') level = 1 + Math.min(8, Number(attributes['lvl'] ?? 0) || 0)
      if (name === 'tbl') rows = []
      if (name === 'tr') rows?.push([])
      if (name === 'tc') cell()?.push('')
      if (name === 'hlinkClick') link = links.get(attributes['r:id'] ?? '')?.target ?? ''
      if (name === 'rPr' || name === 'r') link = name === 'r' ? '' : link
      if (name === 'br') paragraph += '<br>'
      inText = name === 't'
    },
    text: (value) => {
      if (!inText) return
      const row = cell()
      if (row !== undefined) row[row.length - 1] += row.at(-1) === '' ? value : value
      else
        paragraph += /^https?:/.test(link)
          ? `<a href="${escapeHtml(link)}">${escapeHtml(value)}</a>`
          : escapeHtml(value)
    },
    close: (name) => {
      if (name === 't') inText = false
      if (name === 'p') {
        const row = cell()
        if (row !== undefined && row.length > 0) row[row.length - 1] += ' '
        endParagraph()
      }
      if (name === 'tbl' && rows !== undefined) {
        html += tableHtml(rows.map((row) => row.map((text) => text.trim())))
        rows = undefined
      }
    },
  })
  return { title, html: html.replaceAll('</ul><ul>', '') }
}

/** Paths of the slides in the order they are shown. */
function slidePaths(files: Files): string[] {
  const links = relationships(files, 'ppt/presentation.xml')
  const paths: string[] = []
  readXml(textOf(files, 'ppt/presentation.xml'), {
    open: (name, attributes) => {
      const target = name === 'sldId' ? links.get(attributes['r:id'] ?? '')?.target : undefined
      if (target !== undefined) paths.push(target)
    },
  })
  return paths
}

/** PowerPoint presentations: one heading a slide, its text as a list, its tables, the speaker's notes. */
export const parsePptx: FormatParser = async ({ bytes }) => {
  const files = await unzip(bytes, (name) => wanted.test(name))
  const paths = slidePaths(files)
  if (paths.length === 0) throw new FormatError('unsupported', 'The presentation is damaged: it names no slides.')
  const slides = paths.slice(0, maxSlides).map((path, at) => {
    const links = relationships(files, path)
    const { title, html } = slideHtml(textOf(files, path), links)
    const notesPath = Array.from(links.values()).find(({ type }) => type === 'notesSlide')?.target
    const notes = notesPath === undefined ? '' : slideHtml(textOf(files, notesPath), new Map()).html
    const heading = `<h2>Slide ${at + 1}${title === '' ? '' : `: ${title}`}</h2>`
    return `${heading}${html}${notes === '' ? '' : `<blockquote><p>Notes:</p>${notes}</blockquote>`}`
  })
  const core = textOf(files, 'docProps/core.xml')
  const left = paths.length - slides.length
  return {
    title: firstText(core, 'title'),
    author: firstText(core, 'creator'),
    body: { html: slides.join('\n') },
    notices: left > 0 ? [`${left} more slides are left out.`] : [],
  }
}
