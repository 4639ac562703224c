{{- define "ventanilla.labels" -}}
app.kubernetes.io/name: ventanilla
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "ventanilla.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "ventanilla.env" -}}
- name: VENTANILLA_PUBLIC_DOMAIN
  value: {{ .Values.publicDomain | quote }}
- name: VENTANILLA_PUBLIC_URL
  value: {{ .Values.publicUrl | default (printf "https://%s" .Values.publicDomain) | quote }}
- name: VENTANILLA_TRUST_FORWARDED
  value: "1"
{{- range $name, $value := .Values.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
