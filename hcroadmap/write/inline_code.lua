-- Pandoc has one style for code within a line and in blocks; only the former gets this size.
function Code(code)
  return pandoc.Span({pandoc.Str(code.text)}, {["custom-style"] = "Inline Code"})
end
