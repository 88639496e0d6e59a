{{/*
A service's own Secret: its key pair (the private key is PKCS#1), and what else it alone knows.
It is kept when the release is deleted, and made only if there is none: data outlives releases.
*/}}
{{- define "clinical.keyPair" -}}
{{- $name := include "clinical.name" . -}}
{{- if not (include "clinical.exists" (dict "root" .root "kind" "Secret" "name" $name)) }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  namespace: {{ include "clinical.namespace" .root | quote }}
  labels:
    {{- include "clinical.labels" . | nindent 4 }}
  annotations:
    helm.sh/resource-policy: keep
type: Opaque
data:
  {{- $pair := genSelfSignedCert .component nil nil 3650 }}
  tls.key: {{ $pair.Key | b64enc }}
  tls.crt: {{ $pair.Cert | b64enc }}
  {{- if eq .component "import-service" }}
  subject-key: {{ randAlphaNum 43 | b64enc }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* A volume that outlives releases, like the Secrets. */}}
{{- define "clinical.claim" -}}
{{- $name := include "clinical.name" . -}}
{{- if not (include "clinical.exists" (dict "root" .root "kind" "PersistentVolumeClaim" "name" $name)) }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ $name }}
  namespace: {{ include "clinical.namespace" .root | quote }}
  labels:
    {{- include "clinical.labels" . | nindent 4 }}
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes:
    - ReadWriteOnce
  {{- with .root.Values.global.storage_class_fast }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ .size | quote }}
{{- end }}
{{- end -}}

{{- define "clinical.configMap" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "clinical.name" . }}
  namespace: {{ include "clinical.namespace" .root | quote }}
  labels:
    {{- include "clinical.labels" . | nindent 4 }}
data:
  application.yaml: |
    {{- include "clinical.applicationYaml" . | nindent 4 }}
{{- end -}}

{{- define "clinical.httpService" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "clinical.name" . }}
  namespace: {{ include "clinical.namespace" .root | quote }}
  labels:
    {{- include "clinical.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "clinical.selector" . | nindent 4 }}
  ports:
    - name: http
      port: 8080
      targetPort: http
{{- end -}}
