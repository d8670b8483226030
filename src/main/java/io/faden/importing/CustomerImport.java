package io.faden.importing;

import io.faden.platform.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An import and how far it has got, as the contract's CustomerImport.
 *
 * @param existing what happens to a customer who is there: skip, complete or overwrite
 * @param head the first lines
 * @param counts lines by outcome
 * @param progress lines that the step which goes on has worked on
 */
record CustomerImport(
    ImportId id,
    String name,
    String state,
    Optional<String> error,
    Person by,
    Instant at,
    int lines,
    String separator,
    String charset,
    boolean header,
    String existing,
    List<Target> columns,
    List<List<String>> head,
    Map<String, Long> counts,
    int progress) {}
