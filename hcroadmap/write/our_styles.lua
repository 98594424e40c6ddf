-- Uses the styles that only our own reference has: smaller code within a line, and what stays together on a page.

-- Pandoc has one style for code within a line and in blocks; only the former gets this size.
function Code(code)
  return pandoc.Span({pandoc.Str(code.text)}, {["custom-style"] = "Inline Code"})
end

-- Tables stay whole: every row but the last is kept with the next.
function Table(tbl)
  local function style(rows, last)
    for number, row in ipairs(rows) do
      local name = number == last and "Table End" or "Table Row"
      for _, cell in ipairs(row.cells) do
        local text = pandoc.utils.blocks_to_inlines(cell.contents)
        cell.contents = {pandoc.Div({pandoc.Para(text)}, {["custom-style"] = name})}
      end
    end
  end
  style(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do style(body.body, #body.body) end
  return tbl
end

-- A chart, a table, a list and a gap stand with the text that they belong to.
local BELOW = {Table = true, BulletList = true, BlockQuote = true}

function Blocks(blocks)
  for place, block in ipairs(blocks) do
    local after = blocks[place + 1]
    local is_chart = after and after.t == "Para" and #after.content == 1 and after.content[1].t == "Image"
    if block.t == "Para" and after and (is_chart or BELOW[after.t]) then
      blocks[place] = pandoc.Div({block}, {["custom-style"] = "Kept With Next"})
    end
  end
  return blocks
end
