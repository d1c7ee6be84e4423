using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Transforms;

/// <summary>
/// Writes every cell's nbgrader metadata in full, with its checksum, gives cells the id that is their <c>grade_id</c>, so that an answer is
/// found again even without its metadata, and asks editors not to change what is given.
/// </summary>
public static class LockCells
{
    /// <summary>Locks the cells of a notebook.</summary>
    /// <param name="notebook">An exercise's notebook; not changed.</param>
    /// <returns>A copy with locked cells.</returns>
    public static Notebook Apply(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var locked = notebook.Copy();
        foreach (var cell in locked.Cells)
        {
            var (id, role) = (Nbgrader.IdOf(cell)!, Nbgrader.RoleOf(cell));
            cell.Id = id;
            Nbgrader.Write(cell, id, role, Nbgrader.PointsOf(cell), withChecksum: true);
            cell.Metadata["deletable"] = false;
            if (role is CellRole.Given or CellRole.Checks)
                cell.Metadata["editable"] = false;
        }
        return locked;
    }
}
