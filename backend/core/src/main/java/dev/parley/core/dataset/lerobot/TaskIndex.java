package dev.parley.core.dataset.lerobot;

/** What pandas has to be told of the table of tasks: its index is the text, by which the format's readers look tasks up. */
final class TaskIndex {
    static final String PANDAS = """
            {"index_columns": ["task"], "column_indexes": [{"name": null, "field_name": null, "pandas_type": "unicode", \
            "numpy_type": "object", "metadata": {"encoding": "UTF-8"}}], "columns": [{"name": "task_index", \
            "field_name": "task_index", "pandas_type": "int64", "numpy_type": "int64", "metadata": null}, {"name": "task", \
            "field_name": "task", "pandas_type": "unicode", "numpy_type": "object", "metadata": null}], \
            "creator": {"library": "parley", "version": "1"}, "pandas_version": "2.2.3"}""";

    private TaskIndex() {}
}
