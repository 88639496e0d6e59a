{{/* What each service is told (application.yaml). The keys are those of docs/configuration; a test checks each. */}}

{{- define "clinical.database" -}}
{{ get (dict "fhir-server" "fhir" "dicom-linker" "linker" "import-service" "importer" "radiomics-adapter" "radiomics") . }}
{{- end -}}

{{/* Whose own tokens a service accepts: the feeders write to the store; the page calls the others with its user's token. */}}
{{- define "clinical.trusted" -}}
{{- if eq . "fhir-server" -}}
["dicom-linker", "import-service", "radiomics-adapter"]
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{- define "clinical.keycloak" -}}
http://keycloak-external-service.{{ include "clinical.adminNamespace" . }}.svc:80/auth/realms/kaapana
{{- end -}}

{{- define "clinical.applicationYaml" -}}
{{- $own := include (printf "clinical.settings.%s" .component) .root | fromYaml -}}
{{- $settings := include "clinical.settings.shared" . | fromYaml -}}
{{- $settings = mergeOverwrite $settings $own -}}
{{- $settings = mergeOverwrite $settings (deepCopy .root.Values.settings.all) -}}
{{- $settings = mergeOverwrite $settings (deepCopy (get .root.Values.settings .component)) -}}
{{- toYaml $settings -}}
{{- end -}}

{{- define "clinical.settings.shared" -}}
{{- $root := .root -}}
{{- $database := include "clinical.database" .component -}}
clinical:
  http:
    base-path: {{ include "clinical.basePath" $root | quote }}
    # Prometheus has no token; the network policy decides who reaches the port.
    metrics-open: true
  identity:
    patient-system: {{ $root.Values.patientSystem | quote }}
  security:
    {{- with $root.Values.issuer }}
    issuer: {{ . | quote }}
    {{- else }}
    # Whether the port is part of the issuer's name is known by Keycloak alone.
    discovery: {{ include "clinical.keycloak" $root }}/.well-known/openid-configuration
    {{- end }}
    jwks: {{ include "clinical.keycloak" $root }}/protocol/openid-connect/certs
    project: {{ include "clinical.projectId" $root | quote }}
    key: /etc/clinical/secret/tls.key
    {{- with include "clinical.trusted" .component | fromJsonArray }}
    trusted:
      {{- range . }}
      {{ . }}: /etc/clinical/trusted/{{ . }}/tls.crt
      {{- end }}
    {{- end }}
spring:
  datasource:
    url: jdbc:postgresql://{{ include "clinical.host" (dict "root" $root "component" "postgres") }}:5432/{{ $database }}
    username: {{ $database }}
    hikari:
      # All pods start at once: a service waits four minutes for its database before it gives up.
      initialization-fail-timeout: 240000
{{- end -}}

{{- define "clinical.fhirBaseUrl" -}}
http://{{ include "clinical.host" (dict "root" . "component" "fhir-server") }}:8080/fhir
{{- end -}}

{{- define "clinical.viewer" -}}
{{ include "clinical.platform" . }}/ohif/viewer?StudyInstanceUIDs={study_uid}
{{- end -}}

{{- define "clinical.settings.fhir-server" -}}
clinical:
  analytics:
    viewer-url: {{ include "clinical.viewer" . | quote }}
  database:
    migration:
      username: fhir_migration
{{- end -}}

{{- define "clinical.settings.dicom-linker" -}}
{{- $axis := .Values.global.clinical_time_axis | default "undeclared" -}}
clinical:
  fhir:
    base-url: {{ include "clinical.fhirBaseUrl" . }}
  linker:
    pacs:
      name: {{ .Values.pacs.name }}
      base-url: {{ .Values.pacs.baseUrl | default (printf "http://dicom-web-filter-service.%s.svc:8080" (include "clinical.namespace" .)) }}
      public-url: {{ .Values.pacs.publicUrl | default (printf "%s/dicom-web-filter" (include "clinical.platform" .)) }}
      {{- if ne $axis "undeclared" }}
      time-axis: {{ $axis }}
      {{- end }}
      account:
        token-url: {{ include "clinical.keycloak" . }}/protocol/openid-connect/token
        client-id: kaapana
        client-secret-file: /etc/clinical/platform/client-secret
        username: system
        password-file: /etc/clinical/platform/password
    # The account sees every project: without this list everything would be linked.
    projects:
      project-id: {{ include "clinical.projectId" . | quote }}
{{- end -}}

{{- define "clinical.settings.import-service" -}}
clinical:
  fhir:
    base-url: {{ include "clinical.fhirBaseUrl" . }}
  linker:
    base-url: http://{{ include "clinical.host" (dict "root" . "component" "dicom-linker") }}:8080
  radiomics:
    base-url: http://{{ include "clinical.host" (dict "root" . "component" "radiomics-adapter") }}:8080
  import:
    spool: /var/lib/clinical/spool
  page:
    viewer-url: {{ include "clinical.viewer" . | quote }}
    tables-folder: {{ .Values.bucket.tablesFolder | quote }}
  {{- if .Values.bucket.enabled }}
  # With the token of whoever presses the button: the store decides, and no key of it is here.
  caller-buckets:
    endpoint: {{ .Values.bucket.endpoint | default (printf "http://minio-service.%s.svc:9000" (include "clinical.namespace" .)) }}
    bucket: {{ .Values.bucket.name | default (printf "project-%s" (include "clinical.projectName" .)) | quote }}
  {{- end }}
{{- end -}}

{{- define "clinical.settings.radiomics-adapter" -}}
clinical:
  fhir:
    base-url: {{ include "clinical.fhirBaseUrl" . }}
{{- end -}}
