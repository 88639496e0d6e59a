{{- define "clinical.ownPods" -}}
- podSelector:
    matchLabels:
      {{- include "clinical.selector" . | nindent 6 }}
{{- end -}}

{{/* One peer of the platform: a namespace, a label, a port of the pod (not of its Service). */}}
{{- define "clinical.platformPods" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .namespace }}
      podSelector:
        matchLabels:
          app.kubernetes.io/name: {{ .name }}
  ports:
    - port: {{ .port }}
      protocol: TCP
{{- end -}}

{{/*
Whom a service calls. Kaapana's own policy of the services namespace allows every pod the whole
internal network, and policies add up: there this only states the intent.
*/}}
{{- define "clinical.egress" -}}
{{- $root := .root -}}
{{- $services := include "clinical.namespace" $root -}}
# Names: some clusters answer on an address of the node, so the port alone is named.
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
- to:
    {{- include "clinical.ownPods" (dict "root" $root "component" "postgres") | nindent 4 }}
  ports:
    - port: 5432
      protocol: TCP
{{ include "clinical.platformPods" (dict "namespace" (include "clinical.adminNamespace" $root) "name" "keycloak" "port" 8080) }}
{{- $sisters := get (dict
  "fhir-server" (list)
  "dicom-linker" (list "fhir-server")
  "import-service" (list "fhir-server" "dicom-linker" "radiomics-adapter")
  "radiomics-adapter" (list "fhir-server")) .component }}
{{- if $sisters }}
- to:
    {{- range $sisters }}
    {{- include "clinical.ownPods" (dict "root" $root "component" .) | nindent 4 }}
    {{- end }}
  ports:
    - port: 8080
      protocol: TCP
{{- end }}
{{- if eq .component "dicom-linker" }}
{{ include "clinical.platformPods" (dict "namespace" $services "name" "dicom-web-filter" "port" 8080) }}
{{- end }}
{{- if has .component (list "import-service" "radiomics-adapter") }}
{{ include "clinical.platformPods" (dict "namespace" $services "name" "minio" "port" 9000) }}
{{- end }}
{{- end -}}
