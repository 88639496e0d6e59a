package ai.kaapana.clinical.linker.project;

/** Where the list of the project's series comes from. */
@FunctionalInterface
public interface ProjectList {

  /**
   * Returns the whole list as it is now.
   *
   * @throws ProjectListException when it cannot be had whole; nothing may be linked then
   */
  ProjectSeries read();
}
