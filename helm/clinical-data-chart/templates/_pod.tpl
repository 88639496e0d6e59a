{{/* Parts of pods. The image line stands in each Deployment itself: Kaapana's builder reads these files line by line. */}}

{{- define "clinical.podSecurity" -}}
automountServiceAccountToken: false
# Variables such as CLINICAL_FHIR_SERVER_..._PORT would be read as settings.
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  # Always would give the group write access to PostgreSQL's files at each start, which PostgreSQL refuses.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "clinical.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end -}}

{{- define "clinical.scheduling" -}}
{{- with .Values.priorityClassName }}
{{- if not $.Values.offlineRender }}
{{- if lookup "scheduling.k8s.io/v1" "PriorityClass" "" . }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Volumes of a folder of one machine bind their pods to it. */}}
{{- define "clinical.storageNode" -}}
{{- with .Values.global.storage_node }}
nodeSelector:
  kaapana.io/node: {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "clinical.probes" -}}
# The first start makes the schema; a machine under load takes minutes for it.
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: http
  periodSeconds: 3
  timeoutSeconds: 5
  failureThreshold: 200
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: http
  periodSeconds: 20
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: http
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}

{{- define "clinical.podAnnotations" -}}
checksum/settings: {{ include "clinical.applicationYaml" . | sha256sum }}
prometheus.io/scrape: "true"
prometheus.io/port: "8080"
prometheus.io/path: /actuator/prometheus
prometheus.io/scheme: http
prometheus.io/custom_job_name: {{ include "clinical.name" . }}
{{- end -}}

{{/* What every service mounts: settings, its own key pair, its database password, a folder for temporary files. */}}
{{- define "clinical.mounts" -}}
- name: settings
  mountPath: /etc/clinical/config
  readOnly: true
- name: secret
  mountPath: /etc/clinical/secret
  readOnly: true
- name: database
  mountPath: /etc/clinical/database
  readOnly: true
{{- range include "clinical.trusted" .component | fromJsonArray }}
- name: trusted-{{ . }}
  mountPath: /etc/clinical/trusted/{{ . }}
  readOnly: true
{{- end }}
- name: tmp
  mountPath: /tmp
{{- end -}}

{{- define "clinical.volumes" -}}
{{- $root := .root -}}
- name: settings
  configMap:
    name: {{ include "clinical.name" . }}
- name: secret
  secret:
    secretName: {{ include "clinical.name" . }}
    defaultMode: 0440
- name: database
  secret:
    secretName: {{ include "clinical.name" (dict "root" $root "component" "postgres") }}
    defaultMode: 0440
    items:
      - key: {{ include "clinical.database" .component }}
        path: spring.datasource.password
{{- if eq .component "fhir-server" }}
      - key: fhir_migration
        path: clinical.database.migration.password
{{- end }}
{{- range include "clinical.trusted" .component | fromJsonArray }}
- name: trusted-{{ . }}
  secret:
    secretName: {{ include "clinical.name" (dict "root" $root "component" .) }}
    defaultMode: 0440
    items:
      - key: tls.crt
        path: tls.crt
{{- end }}
- name: tmp
  emptyDir:
    sizeLimit: {{ .tmp }}
{{- end -}}
