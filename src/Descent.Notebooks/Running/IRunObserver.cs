namespace Descent.Notebooks.Running;

/// <summary>Watches a run. Called from several threads when several notebooks run at the same time.</summary>
public interface IRunObserver
{
    /// <summary>A notebook begins.</summary>
    /// <param name="path">The file.</param>
    void NotebookStarted(string path);

    /// <summary>A code cell begins.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">Its index among the code cells, counted from 0.</param>
    /// <param name="count">How many code cells there are.</param>
    void CellStarted(string path, int index, int count);

    /// <summary>A notebook has ended.</summary>
    /// <param name="result">What became of it.</param>
    void NotebookFinished(NotebookResult result);
}
