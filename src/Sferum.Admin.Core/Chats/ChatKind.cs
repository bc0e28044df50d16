namespace Sferum.Admin.Core.Chats;

/// <summary>Kinds of chats the portal keeps. The first three are mandatory (regulation, clause 2.1).</summary>
public enum ChatKind
{
    /// <summary>«Преподаватели»: all staff, one for the college.</summary>
    Staff,

    /// <summary>«Группы»: students and curator of a study group.</summary>
    Group,

    /// <summary>«Родители»: legal representatives of a group's minor students, and its curator.</summary>
    Parents,

    /// <summary>A chat made on request; nobody must be in it by rule.</summary>
    Custom,
}
