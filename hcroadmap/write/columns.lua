-- Columns never break a word, not even in a font as wide as Verdana.

-- Shares of the width of the page, in the size of letters that tables have.
local LETTER, BOLD_LETTER, MARGIN = 0.0108, 0.0121, 0.013

local function widest_words(tbl)
  local widest = pandoc.List()
  local function read(rows, letter)
    for _, row in ipairs(rows) do
      for column, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents):gsub("%-%f[%d]", "0") -- no date breaks at its hyphens
        for word in text:gmatch("[^ %-]+") do -- not at a no-break space
          widest[column] = math.max(widest[column] or 0, MARGIN + letter * utf8.len(word))
        end
      end
    end
  end
  read(tbl.head.rows, BOLD_LETTER)
  for _, body in ipairs(tbl.bodies) do read(body.body, LETTER) end
  return widest
end

-- A column too narrow for its widest word is widened at the cost of columns of text, which can wrap.
function Table(tbl)
  local widest = widest_words(tbl)
  local widths, spare, total, room = {}, {}, 0, 0.001
  for column, spec in ipairs(tbl.colspecs) do
    local needed = widest[column] or 0
    widths[column] = math.max(spec[2] or 0, needed)
    spare[column] = spec[1] == "AlignLeft" and widths[column] - needed or 0
    total, room = total + widths[column], room + spare[column]
  end
  local share = math.min(1, math.max(0, total - 1) / room)
  local scale = math.max(1, total - share * room)
  for column, spec in ipairs(tbl.colspecs) do
    tbl.colspecs[column] = {spec[1], (widths[column] - share * spare[column]) / scale}
  end
  return tbl
end
