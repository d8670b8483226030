package io.faden.platform;

/** Who does something: a signed-in person, or a program with that person's token. */
public record Actor(AgentId id, String name, Role role) {

  public Person person() {
    return new Person(id, name);
  }
}
