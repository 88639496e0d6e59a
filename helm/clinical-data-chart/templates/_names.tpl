{{/* A value as text. Numbers arrive as int64 from --set and as float64 from files, which would print as 1e+06. */}}
{{- define "clinical.text" -}}
{{- if kindIs "float64" . }}{{ int64 . }}{{ else if kindIs "invalid" . }}{{ else }}{{ toString . }}{{ end -}}
{{- end -}}

{{- define "clinical.namespace" -}}
{{ .Values.global.services_namespace | default "services" }}
{{- end -}}

{{- define "clinical.adminNamespace" -}}
{{ .Values.global.admin_namespace | default "admin" }}
{{- end -}}

{{/* The store checks an uploaded chart without a project. */}}
{{- define "clinical.projectId" -}}
{{ include "clinical.text" .Values.global.project_id | default "unknown" }}
{{- end -}}

{{- define "clinical.projectName" -}}
{{ include "clinical.text" .Values.global.project_name | default "unknown" }}
{{- end -}}

{{/* clinical-COMPONENT-PROJECT; never the release's random name, so that callers can compute it and data is found again. */}}
{{- define "clinical.name" -}}
clinical-{{ .component }}-{{ include "clinical.projectName" .root }}
{{- end -}}

{{- define "clinical.host" -}}
{{ include "clinical.name" . }}.{{ include "clinical.namespace" .root }}.svc
{{- end -}}

{{/* What selects the pods of one component. Kaapana finds pods by app.kubernetes.io/name alone, so it holds the project. */}}
{{- define "clinical.selector" -}}
app.kubernetes.io/name: clinical-data-{{ include "clinical.projectName" .root }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "clinical.labels" -}}
{{ include "clinical.selector" . }}
app.kubernetes.io/part-of: clinical-data
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "clinical.basePath" -}}
/applications/project/{{ include "clinical.projectId" . }}/release/{{ .Release.Name }}
{{- end -}}

{{/* The platform as a browser sees it. */}}
{{- define "clinical.platform" -}}
{{- $port := include "clinical.text" .Values.global.https_port -}}
https://{{ .Values.global.hostname | default "localhost" }}{{ if and $port (ne $port "443") }}:{{ $port }}{{ end }}
{{- end -}}

{{/* "true" if the cluster has an object of this kind and name in our namespace. */}}
{{- define "clinical.exists" -}}
{{- if not .root.Values.offlineRender -}}
{{- if lookup "v1" .kind (include "clinical.namespace" .root) .name }}true{{ end -}}
{{- end -}}
{{- end -}}
