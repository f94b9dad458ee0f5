#!/bin/sh
# Checks the files of Prometheus, and that each query of the dashboard and of the alerts gives a number:
#   docker/check-metrics.sh [http://localhost:9090]
# Prometheus must have scraped, for a minute or more, a job that has classified clips with a truth. Needs curl, jq and promtool.
set -eu
prometheus=${1:-http://localhost:9090}
cd "$(dirname "$0")"
promtool check config prometheus.yaml
promtool check rules alerts.yaml

queries=$(mktemp)
trap 'rm -f "$queries"' EXIT
jq -r '.panels[] | .title as $title | .targets[] | "\($title)\t\(.expr)"' grafana/actionstream.json > "$queries"
# Of an alert the query alone: while it is not raised, the comparison gives nothing. Nor may 0 stand for a metric that is not there.
curl -fsS "$prometheus/api/v1/rules" \
  | jq -r '.data.groups[].rules[] | select(.type == "alerting") | "alert \(.name)\t\(.query)"' \
  | sed -E 's/ (==|<|>) -?[0-9.e+]+$//; s/ or vector\(0\)//' >> "$queries"

missing=0
for alert in $(sed -n 's/.*- alert: //p' alerts.yaml); do
  if ! grep -q "^alert $alert	" "$queries"; then
    echo "NONE  Prometheus does not know the alert $alert"
    missing=$((missing + 1))
  fi
done

count=0
tab=$(printf '\t')
while IFS="$tab" read -r title query; do
  count=$((count + 1))
  values=$(curl -fsS --data-urlencode "query=$query" "$prometheus/api/v1/query" \
    | jq -r '[.data.result[].value[1] | select(test("NaN|Inf") | not)] | .[:4] + if length > 4 then ["..."] else [] end | join(" ")')
  if [ -z "$values" ]; then
    missing=$((missing + 1))
    values=NONE
  fi
  printf '%s\n      %s: %s\n' "$values" "$title" "$query"
done < "$queries"
echo "$count queries, $missing without a number"
[ "$missing" -eq 0 ]
