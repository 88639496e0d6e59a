package ai.kaapana.clinical.server.rest;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.At;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.RawParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Since;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.HasAndListParam;
import ca.uhn.fhir.rest.param.HistorySearchDateRangeParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.param.UriAndListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/**
 * Read, history, search, PUT and DELETE of one resource type.
 *
 * <p>Why not HAPI's provider of the type: it also carries POST, PATCH, conditional writes and some
 * twenty operations, none of which this server offers, and one method parameter for each search
 * parameter, retired or not. Here the active search parameters alone decide.
 */
final class StoreResourceProvider<T extends IBaseResource> implements IResourceProvider {

  private final IFhirResourceDao<T> dao;

  StoreResourceProvider(IFhirResourceDao<T> dao) {
    this.dao = dao;
  }

  @Override
  public Class<T> getResourceType() {
    return dao.getResourceType();
  }

  @Read(version = true)
  public T read(@IdParam IIdType id, RequestDetails request) {
    return dao.read(id, request);
  }

  @History
  public IBundleProvider history(
      @IdParam IIdType id,
      @Since @Nullable Date since,
      @At @Nullable DateRangeParam at,
      RequestDetails request) {
    var range = at == null ? new DateRangeParam(since, null) : at;
    return dao.history(
        id, new HistorySearchDateRangeParam(request.getParameters(), range, null), request);
  }

  @Update
  public MethodOutcome update(
      @IdParam IIdType id, @ResourceParam T resource, RequestDetails request) {
    return dao.update(resource, request);
  }

  @Delete
  public MethodOutcome delete(@IdParam IIdType id, RequestDetails request) {
    return dao.delete(id, request);
  }

  @Search(allowUnknownParams = true)
  public IBundleProvider search(
      HttpServletResponse response,
      RequestDetails request,
      @OptionalParam(name = "_id") @Nullable TokenAndListParam ids,
      @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
      @OptionalParam(name = "_profile") @Nullable UriAndListParam profile,
      @OptionalParam(name = "_security") @Nullable TokenAndListParam security,
      @OptionalParam(name = "_tag") @Nullable TokenAndListParam tag,
      @OptionalParam(name = "_has") @Nullable HasAndListParam has,
      @RawParam Map<String, List<String>> typed,
      @IncludeParam Set<Include> includes,
      @IncludeParam(reverse = true) Set<Include> revIncludes,
      @Sort @Nullable SortSpec sort,
      @Count @Nullable Integer count,
      @Nullable SummaryEnum summary,
      @Nullable SearchTotalModeEnum total) {
    SearchControls.refuseUnknown(request.getParameters().keySet());
    var parameters = new SearchParameterMap();
    parameters.add("_id", ids);
    parameters.setLastUpdated(lastUpdated);
    parameters.add("_profile", profile);
    parameters.add("_security", security);
    parameters.add("_tag", tag);
    parameters.add("_has", has);
    dao.translateRawParameters(typed, parameters);
    parameters.setIncludes(includes);
    parameters.setRevIncludes(revIncludes);
    parameters.setSort(sort);
    parameters.setCount(count);
    parameters.setSummaryMode(summary);
    parameters.setSearchTotalMode(total);
    return dao.search(parameters, request, response);
  }
}
