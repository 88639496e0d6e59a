{{- define "workflow.namespace" -}}
{{ .Values.global.services_namespace | default "services" }}
{{- end -}}

{{- define "workflow.adminNamespace" -}}
{{ .Values.global.admin_namespace | default "admin" }}
{{- end -}}

{{- define "workflow.selector" -}}
app.kubernetes.io/name: clinical-data-workflow
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "workflow.labels" -}}
{{ include "workflow.selector" . }}
app.kubernetes.io/part-of: clinical-data
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "workflow.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .Values.user }}
  runAsGroup: {{ .Values.user }}
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "workflow.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end -}}

{{/* Airflow's volumes lie on one node of a platform that keeps them in folders. */}}
{{- define "workflow.node" -}}
{{- with .Values.global.main_node_name }}
nodeSelector:
  kubernetes.io/hostname: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* What Kaapana's installer images are told, and ours with them. */}}
{{- define "workflow.dagEnvironment" -}}
- name: ADMIN_NAMESPACE
  value: {{ include "workflow.adminNamespace" . | quote }}
- name: SERVICES_NAMESPACE
  value: {{ include "workflow.namespace" . | quote }}
- name: KAAPANA_BUILD_VERSION
  value: {{ .Values.global.kaapana_build_version | quote }}
- name: KAAPANA_DEFAULT_REGISTRY
  value: {{ .Values.global.registry_url | quote }}
{{- end -}}

{{- define "workflow.dagMounts" -}}
- name: dags
  mountPath: /kaapana/mounted/workflows/dags
- name: plugins
  mountPath: /kaapana/mounted/workflows/plugins
- name: tmp
  mountPath: /tmp
{{- end -}}

{{- define "workflow.dagVolumes" -}}
- name: dags
  persistentVolumeClaim:
    claimName: {{ .Values.dags.claim }}
- name: plugins
  persistentVolumeClaim:
    claimName: {{ .Values.dags.pluginsClaim }}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- end -}}

{{- define "workflow.platformPods" -}}
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
