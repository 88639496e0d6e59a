package ai.kaapana.clinical.importer.mapping.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Date forms of the language: d, dd, M, MM and yyyy in any order, with signs between them. */
final class DateForms {
  private static final Pattern FORM =
      Pattern.compile("(?=.*yyyy)(?!.*yyyyy)(d{1,2}|M{1,2}|yyyy|[-./ ])+( ?T?HH:mm(:ss)?)?");

  private DateForms() {}

  static List<String> checked(Section section, String key) {
    List<String> forms = new ArrayList<>();
    for (var form : section.texts(key)) {
      if (FORM.matcher(form).matches()) {
        forms.add(form);
      } else {
        section.problem(key, "must be made of dd, MM and yyyy, such as dd.MM.yyyy");
      }
    }
    return forms;
  }
}
