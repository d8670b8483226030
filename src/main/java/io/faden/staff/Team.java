package io.faden.staff;

import io.faden.platform.Person;
import java.util.List;

/** People who work together; work can be given to a team instead of a person. */
public record Team(TeamId id, String name, int version, List<Person> members) {}
