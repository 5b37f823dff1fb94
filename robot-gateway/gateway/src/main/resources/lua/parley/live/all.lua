-- forget after -> value, age, value, age ...; what nobody refreshed for so long is forgotten
local time = now()
local found = {}
for _, field in ipairs(redis.call('HKEYS', entries)) do
  local age = time - tonumber(redis.call('ZSCORE', seen, field) or 0)
  if age > tonumber(ARGV[1]) then
    drop(field)
  else
    found[#found + 1] = redis.call('HGET', entries, field)
    found[#found + 1] = tostring(age)
  end
end
return found
