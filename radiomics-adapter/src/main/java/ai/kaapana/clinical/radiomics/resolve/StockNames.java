package ai.kaapana.clinical.radiomics.resolve;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Kaapana's workflows say by the names they give: a mask and its result are called {@code
 * <UID>--<segment number>--<label>} and lie below {@code batch/<SeriesInstanceUID>/}, an image is
 * called by its SeriesInstanceUID, and so is a result about all masks of one image.
 *
 * <p>The UID of a mask is that of the instance or of the series of the segmentation. The folder is
 * named after the series that the workflow was started with: the segmentation, or the image if the
 * workflow segments itself. A mask made of an RTSTRUCT is called {@code mask_<count>--1--<label>},
 * where neither number is that of the contour.
 *
 * @param object UID in the name of the mask, null if it is called otherwise
 * @param number segment number in the name of the mask
 * @param label what the workflow made of the segment's label; the label itself cannot be had back
 * @param folder series after which the folder is named, or the file if it lies in no such folder
 * @param image series after which the image is named
 * @param file UID after which the result is named
 * @param contradictory whether content, file name and path say different things
 */
record StockNames(
    @Nullable String object,
    @Nullable String number,
    @Nullable String label,
    @Nullable String folder,
    @Nullable String image,
    @Nullable String file,
    boolean contradictory) {

  /**
   * Fewer parts could as well be a date or a count, but for {@code 2.25} with a UUID as a number.
   */
  private static final String UID = "(?:2\\.25\\.[0-9]{10,39}|[0-9]+(?:\\.[0-9]+){3,})";

  private static final Pattern MASK =
      Pattern.compile(
          "(.*?)--([0-9]{1,9})--(.+?)(?:_radiomics)?(?:\\.(?:nii\\.gz|[A-Za-z]{3,5}))?");
  private static final Pattern OF_RTSTRUCT = Pattern.compile("mask_[0-9]+");
  private static final Pattern FOLDER =
      Pattern.compile("(?:^|[/\\\\])batch[/\\\\](" + UID + ")(?=[/\\\\])");
  private static final Pattern IMAGE =
      Pattern.compile("(" + UID + ")\\.(?:nrrd|nii|nii\\.gz|mha|mhd)");
  private static final Pattern FILE = Pattern.compile("(" + UID + ")\\.(?:json|csv|xml)");
  private static final int LONGEST = 4_000;

  /**
   * What the names say.
   *
   * @param inputs what the file says about image and mask
   * @param locations path, object key and file name of the result
   */
  static StockNames of(Map<String, String> inputs, List<String> locations) {
    var masks =
        usable(Stream.concat(content(inputs, "Mask", "Segmentation"), locations.stream()))
            .map(path -> MASK.matcher(name(path)))
            .filter(Matcher::matches)
            .toList();
    var folders =
        usable(Stream.concat(content(inputs, "Mask", "Patient", "Image"), locations.stream()))
            .flatMap(path -> folder(path + "/").stream())
            .collect(Collectors.toSet());
    var files =
        usable(locations.stream())
            .flatMap(path -> named(FILE, path).stream())
            .collect(Collectors.toSet());
    var first = masks.isEmpty() ? null : masks.getFirst();
    var file = only(files);
    return new StockNames(
        first == null || !first.group(1).matches(UID) ? null : first.group(1),
        first == null || OF_RTSTRUCT.matcher(first.group(1)).matches() ? null : first.group(2),
        first == null ? null : first.group(3),
        folders.isEmpty() ? file : only(folders),
        named(IMAGE, inputs.getOrDefault("Image", "")).orElse(null),
        file,
        folders.size() > 1 || files.size() > 1 || distinct(masks).size() > 1);
  }

  /**
   * Whether a mask may be called so by a label. The PyRadiomics operator cuts names off at the
   * first point, so that one name can come of two labels.
   */
  static boolean isNameOf(@Nullable String mask, @Nullable String label) {
    if (mask == null || label == null || plain(mask).isEmpty()) {
      return false;
    }
    var point = label.indexOf('.');
    return plain(mask).equals(plain(label))
        || (point > 0 && plain(mask).equals(plain(label.substring(0, point))));
  }

  /**
   * What is left of a label in the name of a file: letters and digits. Blanks and commas are left
   * out by the workflow, a slash becomes two signs, and so on.
   */
  private static String plain(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Stream<@Nullable String> content(Map<String, String> inputs, String... names) {
    return Stream.of(names).map(inputs::get);
  }

  private static Stream<String> usable(Stream<@Nullable String> paths) {
    return paths.filter(Objects::nonNull).filter(path -> path.length() <= LONGEST);
  }

  private static Set<String> distinct(List<Matcher> masks) {
    var result = new HashSet<String>();
    masks.forEach(m -> result.add(m.group(1) + "--" + m.group(2) + "--" + plain(m.group(3))));
    return result;
  }

  private static @Nullable String only(Set<String> values) {
    return values.size() == 1 ? values.iterator().next() : null;
  }

  private static Optional<String> folder(String path) {
    var matcher = FOLDER.matcher(path);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> named(Pattern pattern, String path) {
    var matcher = pattern.matcher(name(path));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String name(String path) {
    var plain = path.strip();
    return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  }
}
