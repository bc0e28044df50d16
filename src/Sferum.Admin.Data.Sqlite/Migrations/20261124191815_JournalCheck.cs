using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sferum.Admin.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class JournalCheck : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Readings_SourceId",
                table: "Readings");

            migrationBuilder.AddColumn<int>(
                name: "Linked",
                table: "Readings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "NotRead",
                table: "Readings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "RunId",
                table: "Readings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "Readings",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ByUserId",
                table: "JobRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Done",
                table: "JobRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeartbeatAt",
                table: "JobRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "JobRuns",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "JobRuns",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Scope",
                table: "JobRuns",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Total",
                table: "JobRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Trigger",
                table: "JobRuns",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Schedule");

            migrationBuilder.CreateTable(
                name: "BindingRejections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IdKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BindingRejections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JournalRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IdKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    GroupValue = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    RelatedValues = table.Column<string>(type: "TEXT", nullable: true),
                    ChatKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    HasStableId = table.Column<bool>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JournalSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", nullable: false),
                    PastedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalSessions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Readings_RunId",
                table: "Readings",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_SourceId_Scope_TakenAt",
                table: "Readings",
                columns: new[] { "SourceId", "Scope", "TakenAt" });

            migrationBuilder.CreateIndex(
                name: "UX_JobRuns_Running",
                table: "JobRuns",
                column: "Job",
                unique: true,
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_BindingRejections_System_IdKind_Value_SubjectId",
                table: "BindingRejections",
                columns: new[] { "System", "IdKind", "Value", "SubjectId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JournalRecords_System_IdKind_Value",
                table: "JournalRecords",
                columns: new[] { "System", "IdKind", "Value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JournalSessions_System",
                table: "JournalSessions",
                column: "System",
                unique: true);

            // Places made before connectors had codes.
            migrationBuilder.Sql("UPDATE \"Platforms\" SET \"Connector\" = 'epos' WHERE \"Connector\" IS NULL AND \"Name\" = 'ЭПОС'");
            migrationBuilder.Sql("UPDATE \"Platforms\" SET \"Connector\" = 'max' WHERE \"Connector\" IS NULL AND \"Name\" = 'MAX'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BindingRejections");

            migrationBuilder.DropTable(
                name: "JournalRecords");

            migrationBuilder.DropTable(
                name: "JournalSessions");

            migrationBuilder.DropIndex(
                name: "IX_Readings_RunId",
                table: "Readings");

            migrationBuilder.DropIndex(
                name: "IX_Readings_SourceId_Scope_TakenAt",
                table: "Readings");

            migrationBuilder.DropIndex(
                name: "UX_JobRuns_Running",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Linked",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "NotRead",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "RunId",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "ByUserId",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Done",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "HeartbeatAt",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Scope",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Total",
                table: "JobRuns");

            migrationBuilder.DropColumn(
                name: "Trigger",
                table: "JobRuns");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_SourceId",
                table: "Readings",
                column: "SourceId");
        }
    }
}
