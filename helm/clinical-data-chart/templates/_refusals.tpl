{{/*
Refuses what would lose data or confuse two installations. Without a cluster (offlineRender, and the
store's dry run of an upload) lookup finds nothing and nothing is refused.
*/}}
{{- define "clinical.refusals" -}}
{{- $id := include "clinical.projectId" . -}}
{{- if not (regexMatch "^[A-Za-z0-9._~-]+$" $id) -}}
{{- fail (printf "The project id %q cannot be a part of a URL path: only letters, digits and . _ ~ - are possible." $id) -}}
{{- end -}}
{{- $project := include "clinical.projectName" . -}}
{{- if not (regexMatch "^[a-z0-9]([a-z0-9-]{0,34}[a-z0-9])?$" $project) -}}
{{- fail (printf "The project name %q cannot be a part of host names: only lower-case letters, digits and dashes are possible, at most 36, with a letter or digit at both ends." $project) -}}
{{- end -}}
{{- if not .Values.offlineRender -}}
{{- include "clinical.refuseWithoutProject" . -}}
{{- include "clinical.refuseSecondRelease" . -}}
{{- include "clinical.refuseHalfADatabase" . -}}
{{- end -}}
{{- end -}}

{{- define "clinical.refuseWithoutProject" -}}
{{- if lookup "v1" "Namespace" "" (include "clinical.namespace" .) -}}
{{- if or (not .Values.global.project_id) (not .Values.global.project_name) -}}
{{- fail "Clinical Data belongs to a project: launch it from Kaapana's extension store with a project selected, or set global.project_id and global.project_name." -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "clinical.refuseSecondRelease" -}}
{{- $root := . -}}
{{- range list "postgres" "fhir-server" "dicom-linker" "import-service" "radiomics-adapter" -}}
{{- $name := include "clinical.name" (dict "root" $root "component" .) -}}
{{- $found := lookup "apps/v1" "Deployment" (include "clinical.namespace" $root) $name -}}
{{- if $found -}}
{{- $owner := get ($found.metadata.annotations | default dict) "meta.helm.sh/release-name" | default "an unknown release" -}}
{{- if ne $owner $root.Release.Name -}}
{{- fail (printf "Clinical Data is already launched in project %q, as release %q (Deployment %q). A project has one installation: use that one, or delete it first; its data stays." (include "clinical.projectName" $root) $owner $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "clinical.refuseHalfADatabase" -}}
{{- $name := include "clinical.name" (dict "root" . "component" "postgres") -}}
{{- $namespace := include "clinical.namespace" . -}}
{{- $secret := include "clinical.exists" (dict "root" . "kind" "Secret" "name" $name) -}}
{{- $volume := include "clinical.exists" (dict "root" . "kind" "PersistentVolumeClaim" "name" $name) -}}
{{- if and $volume (not $secret) -}}
{{- fail (printf "The database volume (PersistentVolumeClaim %q in namespace %q) is there, but the Secret of the same name with its passwords is not. New passwords would not open it: restore the Secret, or delete the volume too if its data is not wanted any more." $name $namespace) -}}
{{- end -}}
{{- if and $secret (not $volume) -}}
{{- fail (printf "The database's passwords (Secret %q in namespace %q) are there, but the PersistentVolumeClaim of the same name with the data is not. An empty database would look like lost data: restore the volume, or delete the Secret too to begin anew." $name $namespace) -}}
{{- end -}}
{{- end -}}
