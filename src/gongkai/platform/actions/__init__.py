"""动作: the one way to write (decision 1). An action has its transaction, its permission, its state check, its moment,
its person and its journal entry; a write outside of one is refused (`guard`)."""
