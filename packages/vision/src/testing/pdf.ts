/** A PDF of text pages, or of one JPEG scan a page; small enough to be read in a test's output. */
export function makePdf(
  pages: readonly (
    | { readonly lines: readonly (readonly [size: number, text: string])[] }
    | { readonly jpeg: Buffer; readonly width: number; readonly height: number }
  )[],
): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const stream = (dictionary: string, data: string) =>
    `<<${dictionary}/Length ${data.length}>>stream\n${data}\nendstream`
  add('<</Type/Catalog/Pages 2 0 R>>')
  add('')
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  const kids = pages.map((page) => {
    const content = 'lines' in page ? textContent(page.lines) : `q ${page.width} 0 0 ${page.height} 0 0 cm /I Do Q`
    const box = 'lines' in page ? [595, 842] : [page.width, page.height]
    const image = 'lines' in page ? '' : `/XObject<</I ${objects.length + 3} 0 R>>`
    const number = add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${box.join(' ')}]/Resources<</Font<</F 3 0 R>>${image}>>/Contents ${objects.length + 2} 0 R>>`,
    )
    add(stream('', content))
    if (!('lines' in page)) {
      const kind = `/Type/XObject/Subtype/Image/Width ${page.width}/Height ${page.height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`
      add(stream(kind, page.jpeg.toString('latin1')))
    }
    return `${number} 0 R`
  })
  objects[1] = `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages.length}>>`

  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj${body}endobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`
  return Buffer.from(file + table, 'latin1')
}

function textContent(lines: readonly (readonly [number, string])[]): string {
  let y = 800
  return lines
    .map(([size, text]) => {
      y -= text === '' ? size : size * 1.3
      return text === '' ? '' : `BT /F ${size} Tf 60 ${y.toFixed(1)} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
    })
    .join('\n')
}
