package ai.kaapana.clinical.service.job;

/**
 * Why a job failed or waits.
 *
 * @param code the stable code
 * @param detail what is particular to this occurrence, or the code's own sentence; never a
 *     patient's value
 */
public record JobProblem(String code, String detail) {}
