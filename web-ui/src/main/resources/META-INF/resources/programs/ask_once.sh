curl -fsS -H "Authorization: Bearer $PARLEY_TOKEN" -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-ask' -d '{"instruction":"put the red cube in the blue bowl"}' "$PARLEY/api/v1/prompts"
curl -fsS -H "Authorization: Bearer $PARLEY_TOKEN" "$PARLEY/api/v1/prompts/results"
curl -fsS -H "Authorization: Bearer $PARLEY_TOKEN" -o results.csv "$PARLEY/api/v1/prompts/results.csv"
