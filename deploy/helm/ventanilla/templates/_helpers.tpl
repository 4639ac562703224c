{{- define "ventanilla.name" -}}
{{- if contains "ventanilla" .Release.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-ventanilla" .Release.Name }}{{ end }}
{{- end }}

{{- define "ventanilla.selector" -}}
app.kubernetes.io/name: ventanilla
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ventanilla.labels" -}}
{{ include "ventanilla.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "ventanilla.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "ventanilla.secret" -}}
{{ .Values.existingSecret | default (include "ventanilla.name" .) }}
{{- end }}

{{/* What the server is told that is no secret, as a mapping. */}}
{{- define "ventanilla.settings" -}}
VENTANILLA_PUBLIC_DOMAIN: {{ .Values.publicDomain | quote }}
VENTANILLA_PUBLIC_URL: {{ .Values.publicUrl | default (printf "https://%s" .Values.publicDomain) | quote }}
VENTANILLA_TRUST_FORWARDED: "1"
{{- range $name, $value := .Values.env }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Why this cannot be installed, if it cannot. */}}
{{- define "ventanilla.check" -}}
{{- $files := .Values.files }}
{{- if not (or .Values.existingSecret (and .Values.secrets.DATABASE_URL .Values.secrets.SECRET_KEY)) }}
{{- fail "existingSecret names a Secret with DATABASE_URL and SECRET_KEY; or secrets has both" }}
{{- end }}
{{- if not (or $files.existingClaim $files.claim.create .Values.env.VENTANILLA_S3_BUCKET $files.ephemeral) }}
{{- fail "files would go with their pod: set files.existingClaim, files.claim.create or env.VENTANILLA_S3_BUCKET; or files.ephemeral, to try it" }}
{{- end }}
{{- end }}
